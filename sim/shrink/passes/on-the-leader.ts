import type { Fault, Trigger } from "../../../model/index.ts";
import type { Search } from "../search.ts";

/** What a fault that strikes at the right moment mostly waits for. */
const happenings = ["leadership-claimed", "recovery-started", "lock-taken", "recovery-completed"] as const;
/** So long after such a moment. */
const delaysUs = [0, 10_000, 1_000_000] as const;
const triggers = happenings.flatMap((event) => delaysUs.map((delayUs): Trigger => ({ event, delayUs })));
/** Events of the kernel that this may cost. */
const EVENTS_MAX = 2_000_000;
/** From here on a cluster has a leader, with its constants as shipped, microseconds. */
const settledUs = 20_000_000;

/**
 * Faults are often there only to move the leadership to where another one strikes. So each is tried alone, on whoever
 * leads, at moments that matter: at the start, and once the cluster has settled.
 */
export function onTheLeader(search: Search): void {
  const { faults } = search.best;
  if (faults.length < 2) return;
  const lastEvent = search.events + EVENTS_MAX;
  for (const aimed of aims(faults)) {
    if (search.events >= lastEvent) return;
    if (search.acceptsAnySeed({ ...search.best, faults: [aimed] }, 1)) return;
  }
}

/** Each of the faults on whoever leads, at one moment after the other. */
function* aims(faults: readonly Fault[]): Generator<Fault> {
  const moments = [settledUs, 0].flatMap((atUs) => triggers.map((on) => ({ atUs, on })));
  for (const moment of moments) {
    for (const fault of faults) yield { ...fault, ...("host" in fault ? { host: -1 } : {}), ...moment } as Fault;
  }
}
