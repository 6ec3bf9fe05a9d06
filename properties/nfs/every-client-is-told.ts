import { graceDesigns } from "../../model/index.ts";
import type { Property, Setting } from "../property.ts";
import { clock, seconds } from "../sentences.ts";
import { Stopwatch } from "../stopwatch.ts";
import { LeftLocks, leftTypes } from "./left-locks.ts";
import { type LostLock, LostLocks, lostTypes } from "./lost-locks.ts";
import { needsNfs } from "./needs-nfs.ts";
import { UnrecordedLocks, unrecordedTypes } from "./unrecorded-locks.ts";
import { reachTypes, WithinReach } from "./within-reach.ts";

/** Detection, election, recovery, a takeover run, and a notice: then a client is told. */
const TOLD_US = 120_000_000;

interface State {
  readonly locks: LostLocks;
  /** Where the file system remembers locks: nothing else shows that one is lost. */
  readonly left: LeftLocks | undefined;
  readonly unrecorded: UnrecordedLocks;
  readonly reach: WithinReach;
  /** For how long somebody could have told the client of a lost lock. */
  readonly untold: WeakMap<LostLock, Stopwatch>;
}

/** All that are lost, or left behind. */
function* all({ locks, left }: State): Iterable<LostLock> {
  yield* locks.all;
  if (left !== undefined) yield* left.all;
}

function leftIn(setting: Setting): LeftLocks | undefined {
  const { nfs } = setting;
  return nfs !== undefined && graceDesigns[nfs.grace].fileSystem === "remember" ? new LeftLocks(setting) : undefined;
}

/**
 * An address that nobody serves, for want of a fit node, tells nobody anything: that time does not count. Nor are clients
 * told who came by an address that somebody had added by hand.
 */
function count(state: State, atUs: number): void {
  const { reach, untold, unrecorded } = state;
  for (const lock of all(state)) {
    const watch = untold.get(lock) ?? new Stopwatch();
    untold.set(lock, watch);
    watch.set(!lock.isTold && reach.has(lock.client) && !unrecorded.has(lock.client, lock.file), atUs);
  }
}

const reachesUs = ({ untold }: State, lock: LostLock): number =>
  untold.get(lock)?.reachesUs(TOLD_US) ?? Number.POSITIVE_INFINITY;

/** Who has lost a lock is told to reclaim it, or is refused: it does not believe for ever. */
export const everyClientIsTold: Property<State> = {
  name: "every-client-is-told",
  kind: "liveness",
  sentence: "A client whose lock was dropped is notified in time by whoever serves its address, or loses it and knows.",
  needs: [...new Set([...lostTypes, ...leftTypes, ...reachTypes, ...unrecordedTypes])],
  applies: needsNfs,
  initial: (setting) => ({
    locks: new LostLocks(),
    left: leftIn(setting),
    unrecorded: new UnrecordedLocks(setting),
    reach: new WithinReach(setting),
    untold: new WeakMap(),
  }),
  step(state, event) {
    state.locks.observe(event);
    state.left?.observe(event);
    state.unrecorded.observe(event);
    state.reach.observe(event);
    count(state, event.atUs);
    return null;
  },
  dueUs(state) {
    let dueUs = Number.POSITIVE_INFINITY;
    for (const lock of all(state)) dueUs = Math.min(dueUs, reachesUs(state, lock));
    return dueUs;
  },
  tick(state, nowUs) {
    for (const lock of all(state))
      if (reachesUs(state, lock) <= nowUs)
        return {
          atUs: nowUs,
          hosts: [],
          why: [
            `Client ${lock.client} still believes to hold the lock of ${JSON.stringify(lock.file)}, and was not told anything.`,
            state.left === undefined
              ? `The lock was dropped at ${clock(lock.atUs)}.`
              : `Its server has been another one, or has gone, since ${clock(lock.atUs)}.`,
            `A failure is found, addresses move and clients are notified within ${seconds(TOLD_US)} in which their address is served.`,
          ],
        };
    return null;
  },
  end: (state) => ([...all(state)].some(({ isTold }) => !isTold) ? "unknown" : "holds"),
};
