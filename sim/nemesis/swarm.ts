import { assumptionsInForce, type Fault, type FaultKind, faultKinds, type LockDesign } from "../../model/index.ts";
import { type Choices, drawChance, drawRange } from "../choices/index.ts";
import { drawAim, type FaultSetting, faultDraws } from "./fault-draws.ts";

/** Kinds that need a lock file. */
const NEEDS_LOCK: readonly FaultKind[] = [
  "remove-lock-file",
  "replace-lock-file",
  "lock-directory-gone",
  "storage-hang",
  "storage-error",
];

/** Kinds of fault that an assumption in force rules out. */
const RULED_OUT: Readonly<Record<string, readonly FaultKind[]>> = {
  "lock-object-stays": ["remove-lock-file", "replace-lock-file"],
  "lock-storage-answers": ["storage-hang", "storage-error", "lock-directory-gone"],
  "dead-parents-are-reaped": ["unreaped-parents"],
  "no-partition": ["partition"],
};

/** The kinds of fault that may be drawn. */
export function allowedKinds(
  lock: LockDesign,
  dropped: readonly string[],
  asked: readonly FaultKind[] | undefined,
): readonly FaultKind[] {
  const ruledOut = new Set(assumptionsInForce(lock, dropped).flatMap((assumption) => RULED_OUT[assumption.name] ?? []));
  return (Object.keys(faultKinds) as FaultKind[]).filter(
    (kind) =>
      !ruledOut.has(kind) &&
      (lock !== "none" || !NEEDS_LOCK.includes(kind)) &&
      (asked === undefined || asked.includes(kind)),
  );
}

/** Draws which kinds exist at all in this run, then how often and when each strikes. */
export function drawSwarm(
  setting: FaultSetting,
  kinds: readonly FaultKind[],
  fromUs: number,
  toUs: number,
): readonly Fault[] {
  const { choices } = setting;
  const chosen = kinds.filter(() => drawChance(choices, "nemesis", 1, 3));
  const faults = (chosen.length === 0 ? kinds.slice(0, 1) : chosen).flatMap((kind) =>
    Array.from({ length: drawRange(choices, "nemesis", 1, 3) }, () =>
      faultDraws[kind](setting, drawAim(setting, fromUs, toUs)),
    ),
  );
  return sorted(faults);
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
  const all = Array.from({ length: nodes }, (_, pnn) => pnn);
  if (drawChance(choices, "nemesis", 1, 2)) return all;
  const core = all.filter(() => drawChance(choices, "nemesis", 2, 3));
  return core.length === 0 ? [drawRange(choices, "nemesis", 0, nodes - 1)] : core;
}
