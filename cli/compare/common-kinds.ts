import {
  canStrike,
  type FaultKind,
  faultKinds,
  type LockDesign,
  lockDesigns,
  type Scenario,
} from "../../model/index.ts";
import type { LeftOut } from "../../reports/index.ts";
import { ruledOutBy } from "../../sim/index.ts";

/** The designs that are compared, with the assumptions dropped of each. */
export interface Compared {
  readonly locks: readonly LockDesign[];
  readonly dropped: (lock: LockDesign) => readonly string[];
  readonly ctdb: Scenario["ctdb"];
}

/** Kinds that hurt a file as another kind hurts a lease, by the latter: see `sameHurt`. */
const ofFiles: Readonly<Partial<Record<FaultKind, FaultKind>>> = {
  "service-cut": "storage-hang",
  "service-stall": "storage-hang",
  "lease-ends-early": "replace-lock-file",
};

/**
 * The kinds of fault that can strike every design and that none of their assumptions rules out; and those that some
 * design would suffer and another not, which are left out for all.
 */
export function commonKinds(compared: Compared): {
  readonly kinds: readonly FaultKind[];
  readonly leftOut: readonly LeftOut[];
} {
  const kinds: FaultKind[] = [];
  const leftOut: LeftOut[] = [];
  for (const kind of Object.keys(faultKinds) as FaultKind[]) {
    const answers = compared.locks.map((lock) => suffers(kind, lock, compared));
    const why = answers.find((answer) => typeof answer === "string");
    if (why === undefined) kinds.push(kind);
    else if (answers.includes(true)) leftOut.push({ what: kind, why });
  }
  return { kinds, leftOut };
}

/** True: it suffers it; a text: why not. */
function suffers(kind: FaultKind, lock: LockDesign, { dropped, ctdb, locks }: Compared): true | string {
  const mixed = new Set(locks.map((one) => lockDesigns[one].keeping)).size > 1;
  const own = canStrike(kind, lock) ? kind : mixed && lockDesigns[lock].keeping === "file" ? ofFiles[kind] : undefined;
  if (own === undefined) return `strikes nothing with ${lock}`;
  const name = ruledOutBy(own, lock, dropped(lock), ctdb);
  return name === undefined ? true : `${name} rules it out with ${lock}`;
}
