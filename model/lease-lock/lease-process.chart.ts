import type { ProgramChart } from "../process/index.ts";
import type { LeaseData, LeaseEvent } from "./lease-data.ts";
import { leaseChanges, leaseEffects, leaseGuards } from "./names.ts";

/** What a process that keeps a lease reacts to, whatever it waits for. */
export const leaseProcessRules: ProgramChart<LeaseData, LeaseEvent> = {
  id: "lease-process",
  sentence: "what wakes and what ends the keeper of a lease: its timers, SIGTERM, a pipe that nobody reads",
  source: "facts/leadership.md §6.7, §6.8; facts/real-ctdb.md §4.1",
  initial: "watching",
  guards: { holdsLease: leaseGuards.holdsLease },
  actions: {
    renewIsNowDue: leaseChanges.renewIsNowDue,
    noteParent: leaseChanges.noteParent,
    callRelease: leaseEffects.callRelease,
    exit: leaseEffects.exit,
    dieOfTerm: leaseEffects.dieOfTerm,
  },
  states: {
    watching: {
      sentence: "watches the clock, its parent and its pipe",
      on: {
        RENEW_DUE: { actions: "renewIsNowDue" },
        CLAIM_OVER: { actions: "exit" },
        PROBED: { actions: "noteParent" },
        PIPE_BROKEN: { actions: "callRelease" },
        // Before it holds the lock the signal has its default effect, and a key that was written stays.
        SIGTERM: [{ guard: "holdsLease", actions: "callRelease" }, { actions: "dieOfTerm" }],
      },
    },
  },
};
