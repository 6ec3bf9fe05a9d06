import {
  assumptionsInForce,
  canStrike,
  type Fault,
  type FaultKind,
  faultKinds,
  isDrawnApart,
  type LockDesign,
  type Scenario,
} from "../../model/index.ts";
import { type Choices, drawChance, drawOneOf, drawRange } from "../choices/index.ts";
import { allNodes } from "./all-nodes.ts";
import { drawAim, type FaultSetting, faultDraws, near } from "./fault-draws.ts";
import { possiblePatterns } from "./patterns.ts";
import { tamed, withShortCuts } from "./tamed.ts";

/** Most moments at which something goes wrong in a run, and most things that go wrong around one of them. */
const STRIKES_MAX = 8;
const BURST_MAX = 4;

/** Kinds of fault that an assumption in force rules out. */
const RULED_OUT: Readonly<Record<string, readonly FaultKind[]>> = {
  "lock-object-stays": ["remove-lock-file", "replace-lock-file", "lease-ends-early"],
  "lock-storage-answers": ["storage-hang", "storage-error", "lock-directory-gone"],
  "dead-parents-are-reaped": ["unreaped-parents"],
  "no-partition": ["partition"],
  "daemons-do-not-wait": ["waiting-daemon"],
  "disks-keep-what-they-flush": ["lost-fsync"],
};

/** The assumption in force that rules a kind of fault out; undefined: none does. */
export function ruledOutBy(
  kind: FaultKind,
  lock: LockDesign,
  dropped: readonly string[],
  ctdb?: Scenario["ctdb"],
): string | undefined {
  const inForce = assumptionsInForce(lock, dropped, ctdb);
  return inForce.find(({ name }) => RULED_OUT[name]?.includes(kind) === true)?.name;
}

/** The kinds of fault that may be drawn. */
export function allowedKinds(
  lock: LockDesign,
  dropped: readonly string[],
  asked: readonly FaultKind[] | undefined,
  ctdb?: Scenario["ctdb"],
): readonly FaultKind[] {
  const inForce = assumptionsInForce(lock, dropped, ctdb);
  const ruledOut = new Set(inForce.flatMap((assumption) => RULED_OUT[assumption.name] ?? []));
  return (Object.keys(faultKinds) as FaultKind[]).filter(
    (kind) =>
      !ruledOut.has(kind) &&
      // What strikes databases alone is drawn only if asked for: all other faults are the same with and without them.
      canStrike(kind, lock, asked !== undefined) &&
      (asked !== undefined || !isDrawnApart(kind)) &&
      (asked === undefined || asked.includes(kind)),
  );
}

/** Draws which kinds exist at all in this run, then how often and when they strike: alone, or several at once. */
export function drawSwarm(
  setting: FaultSetting,
  kinds: readonly FaultKind[],
  fromUs: number,
  toUs: number,
): readonly Fault[] {
  const { choices } = setting;
  const drawn = kinds.filter(() => drawChance(choices, "nemesis", 1, 3));
  const chosen = drawn.length === 0 ? [drawOneOf(choices, "nemesis", kinds)] : drawn;
  const patterns = possiblePatterns(setting, kinds);
  const faults: Fault[] = [];
  const strikes = drawRange(choices, "nemesis", 1, STRIKES_MAX);
  for (let strike = 0; strike < strikes; strike += 1) {
    if (patterns.length > 0 && drawChance(choices, "nemesis", 1, 6)) {
      const pattern = drawOneOf(choices, "nemesis", patterns);
      faults.push(...pattern.draw(setting, drawRange(choices, "nemesis", fromUs, toUs)));
      continue;
    }
    const aim = drawAim(setting, fromUs, toUs);
    const size = drawChance(choices, "nemesis", 1, 2) ? 1 : drawRange(choices, "nemesis", 2, BURST_MAX);
    for (let index = 0; index < size; index += 1) {
      const kind = drawOneOf(choices, "nemesis", chosen);
      faults.push(faultDraws[kind](setting, index === 0 ? aim : near(setting, aim)));
    }
  }
  return sorted(
    withShortCuts(
      faults.map((fault) => tamed(fault, setting, toUs)),
      setting,
    ),
  );
}

/** In order of time; equal times in the order drawn. */
export function sorted(faults: readonly Fault[]): readonly Fault[] {
  return faults
    .map((fault, index) => ({ fault, index }))
    .sort((a, b) => a.fault.atUs - b.fault.atUs || a.index - b.index)
    .map(({ fault }) => fault);
}

/** The hosts that are made whole in the end: at least one. */
export function drawCore(choices: Choices, nodes: number): readonly number[] {
  const all = allNodes(nodes);
  if (drawChance(choices, "nemesis", 1, 2)) return all;
  const core = all.filter(() => drawChance(choices, "nemesis", 2, 3));
  return core.length === 0 ? [drawRange(choices, "nemesis", 0, nodes - 1)] : core;
}
