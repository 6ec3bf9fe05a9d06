import type { Fault, Trigger } from "../../model/index.ts";

/** What a fault that strikes at the right moment mostly waits for. */
const happenings = [
  "leadership-claimed",
  "recovery-started",
  "lock-taken",
  "recovery-completed",
  "election-announced",
  "generation-changed",
] as const;
/** So long after such a moment. */
const delaysUs = [0, 10_000, 1_000_000] as const;
const triggers = happenings.flatMap((event) => delaysUs.map((delayUs): Trigger => ({ event, delayUs })));
const claimed: Trigger = { event: "leadership-claimed", delayUs: 0 };
/** From here on a cluster has a leader, with its constants as shipped, microseconds. */
const settledUs = 20_000_000;

/** Each of the faults on whoever leads, at one moment after the other: at the start, and once the cluster has settled. */
export function* aims(faults: readonly Fault[]): Generator<Fault> {
  for (const atUs of [settledUs, 0]) {
    for (const on of triggers) {
      for (const fault of faults) yield aimedAt(fault, atUs, on);
    }
  }
}

/**
 * Any two of the faults, also the same one twice, both on whoever leads by then.
 *
 * @param moments when the first is due and how much later the second is, microseconds
 */
export function* pairs(
  faults: readonly Fault[],
  moments: readonly (readonly [atUs: number, gapUs: number])[],
): Generator<readonly Fault[]> {
  for (const [atUs, gapUs] of moments) {
    for (const first of faults) {
      for (const second of faults) yield [aimedAt(first, atUs, claimed), aimedAt(second, atUs + gapUs, claimed)];
    }
  }
}

/** The fault, aimed at whoever leads. */
function aimedAt(fault: Fault, atUs: number, on: Trigger): Fault {
  return { ...fault, ...("host" in fault ? { host: -1 } : {}), atUs, on } as Fault;
}
