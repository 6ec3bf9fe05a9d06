import type { Property } from "../property.ts";
import { clock, seconds } from "../sentences.ts";
import { Stopwatch } from "../stopwatch.ts";
import { type LostLock, LostLocks, lostTypes } from "./lost-locks.ts";
import { needsNfs } from "./needs-nfs.ts";
import { reachTypes, WithinReach } from "./within-reach.ts";

/** Detection, election, recovery, a takeover run, and a notice: then a client is told. */
const TOLD_US = 120_000_000;

interface State {
  readonly locks: LostLocks;
  readonly reach: WithinReach;
  /** For how long somebody could have told the client of a lost lock. */
  readonly untold: WeakMap<LostLock, Stopwatch>;
}

/** An address that nobody serves, for want of a fit node, tells nobody anything: that time does not count. */
function count({ locks, reach, untold }: State, atUs: number): void {
  for (const lock of locks.all) {
    const watch = untold.get(lock) ?? new Stopwatch();
    untold.set(lock, watch);
    watch.set(!lock.isTold && reach.has(lock.client), atUs);
  }
}

const reachesUs = ({ untold }: State, lock: LostLock): number =>
  untold.get(lock)?.reachesUs(TOLD_US) ?? Number.POSITIVE_INFINITY;

/** Who has lost a lock is told to reclaim it, or is refused: it does not believe for ever. */
export const everyClientIsTold: Property<State> = {
  name: "every-client-is-told",
  kind: "liveness",
  sentence: "A client whose lock was dropped is notified in time by whoever serves its address, or loses it and knows.",
  needs: [...lostTypes, ...reachTypes],
  applies: needsNfs,
  initial: (setting) => ({ locks: new LostLocks(), reach: new WithinReach(setting), untold: new WeakMap() }),
  step(state, event) {
    state.locks.observe(event);
    state.reach.observe(event);
    count(state, event.atUs);
    return null;
  },
  dueUs(state) {
    let dueUs = Number.POSITIVE_INFINITY;
    for (const lock of state.locks.all) dueUs = Math.min(dueUs, reachesUs(state, lock));
    return dueUs;
  },
  tick(state, nowUs) {
    for (const lock of state.locks.all)
      if (reachesUs(state, lock) <= nowUs)
        return {
          atUs: nowUs,
          hosts: [],
          why: [
            `Client ${lock.client} still believes to hold the lock of ${JSON.stringify(lock.file)}, and was not told anything.`,
            `The lock was dropped at ${clock(lock.atUs)}.`,
            `A failure is found, addresses move and clients are notified within ${seconds(TOLD_US)} in which their address is served.`,
          ],
        };
    return null;
  },
  end: ({ locks }) => ([...locks.all].some(({ isTold }) => !isTold) ? "unknown" : "holds"),
};
