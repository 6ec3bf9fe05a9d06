import {
  creditEffects,
  leaderChanges,
  leaderEffects,
  leaderGuards,
  loopChanges,
  pushChanges,
  pushEffects,
  type RecoverdChange,
  type RecoverdData,
  type RecoverdEvent,
  recoverdEffects,
  takeoverChanges,
  voteEffects,
  voteGuards,
} from "../../leadership/index.ts";
import type { ProgramChart } from "../../process/index.ts";
import { oldChanges, oldEffects } from "./names.ts";

const recordOutput: RecoverdChange = {
  sentence: "note the recovery helper's answer",
  change: (c, e) => {
    const child = "handle" in e ? c.d.children[e.handle] : undefined;
    if (child?.status === null) child.status = e.type === "CHILD_OUTPUT" ? e.byte : "3";
  },
};

/** What a recovery daemon of 4.3 does on timers, messages and pipes, whatever it waits for. */
export const recoveryDaemon43: ProgramChart<RecoverdData, RecoverdEvent> = {
  id: "recovery-daemon",
  sentence: "the recovery daemon's handlers of timers, messages and pipes: votes, and no announcements",
  source: "facts/leadership.md §5 O3-O7; server/ctdb_recoverd.c (4.3)",
  initial: "serving",
  guards: { ownVote: voteGuards.ownVote, isLeader: leaderGuards.isLeader },
  actions: {
    loopIsDue: loopChanges.loopIsDue,
    beginElection: leaderChanges.beginElection,
    endElection: leaderChanges.endElection,
    takeoverRequested: takeoverChanges.takeoverRequested,
    disableTakeovers: takeoverChanges.disableTakeovers,
    blameForTakeover: takeoverChanges.blameForTakeover,
    reportCredits: creditEffects.reportCredits,
    ...pushChanges,
    ...pushEffects,
    keepVote: oldChanges.keepVote,
    callCompareVote: oldEffects.callCompareVote,
    callCastVote: oldEffects.callCastVote,
    armElectionTimer: voteEffects.armElectionTimer,
    reportElected: leaderEffects.reportElected,
    recordOutput,
    exit: recoverdEffects.exit,
    exitAtOnce: recoverdEffects.exitAtOnce,
  },
  states: {
    serving: {
      sentence: "serves timers, messages and pipes",
      on: {
        MAIN_LOOP_DUE: { actions: "loopIsDue" },
        ELECTION: [
          { guard: "ownVote" },
          { actions: ["beginElection", "armElectionTimer", "keepVote", "callCompareVote"] },
        ],
        VOTE_RESEND_DUE: { actions: "callCastVote" },
        ELECTION_OVER: { actions: ["endElection", "reportElected"] },
        TAKEOVER_RUN: { guard: "isLeader", actions: "takeoverRequested" },
        DISABLE_TAKEOVER_RUNS: { actions: "disableTakeovers" },
        BANNING: { guard: "isLeader", actions: ["blameForTakeover", "reportCredits"] },
        PUSH_FLAGS: { actions: ["noteOwnFlags", "callPushFlags"] },
        CHILD_OUTPUT: { actions: "recordOutput" },
        CHILD_PIPE_CLOSED: { actions: "recordOutput" },
        SIGTERM: { actions: "exit" },
        DAEMON_GONE: { actions: "exitAtOnce" },
      },
    },
  },
};
