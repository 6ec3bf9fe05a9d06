import type { ProgramChart } from "../process/index.ts";
import { creditEffects } from "./credit-names.ts";
import { leaderChanges, leaderEffects, leaderGuards } from "./leader-names.ts";
import { lockChanges, lockEffects, lockGuards } from "./lock-names.ts";
import { loopChanges } from "./main-loop-names.ts";
import type { RecoverdEffect } from "./names.ts";
import { pushChanges, pushEffects } from "./push-flags.chart.ts";
import type { RecoverdData } from "./recoverd-data.ts";
import type { RecoverdEvent } from "./recoverd-event.ts";
import { takeoverChanges, takeoverEffects } from "./takeover-names.ts";
import { voteChanges, voteEffects, voteGuards } from "./vote-names.ts";

/** How a recovery daemon ends. */
export const recoverdEffects = {
  exit: { sentence: "exit", effect: () => ({ kind: "exit", code: 0 }) },
  exitAtOnce: { sentence: "exit at once; the lock helper is not told", effect: () => ({ kind: "exit", code: 1 }) },
} as const satisfies Record<string, RecoverdEffect>;

/**
 * What a recovery daemon does on timers, messages and pipes, whatever it waits for: rules without a wait of
 * their own. A rule may call a procedure on top of the stack: that is how its nested event loops behave.
 */
export const recoveryDaemonChart: ProgramChart<RecoverdData, RecoverdEvent> = {
  id: "recovery-daemon",
  sentence: "the recovery daemon's handlers of timers, messages and pipes",
  source: "facts/leadership.md §4.4 T1-T21; server/ctdb_recoverd.c, server/ctdb_cluster_mutex.c",
  initial: "serving",
  guards: {
    cannotLead: leaderGuards.cannotLead,
    canLead: leaderGuards.canLead,
    isLeader: leaderGuards.isLeader,
    leadsUncontested: leaderGuards.leadsUncontested,
    ownBroadcastUnfounded: leaderGuards.ownBroadcastUnfounded,
    leaderAsBelieved: leaderGuards.leaderAsBelieved,
    raceIsCalled: leaderGuards.raceIsCalled,
    electionIsCalled: leaderGuards.electionIsCalled,
    beforeStatus: lockGuards.beforeStatus,
    attemptIsOpen: lockGuards.attemptIsOpen,
    lostItsLock: lockGuards.lostItsLock,
    wonWithoutLock: lockGuards.wonWithoutLock,
    ...voteGuards,
  },
  actions: {
    adoptLeader: leaderChanges.adoptLeader,
    leaderIsSelf: leaderChanges.leaderIsSelf,
    giveUpOwnLeadership: leaderChanges.giveUpOwnLeadership,
    beginElection: leaderChanges.beginElection,
    endElection: leaderChanges.endElection,
    becauseTimeout: leaderChanges.becauseTimeout,
    becauseLockLost: leaderChanges.becauseLockLost,
    recordStatus: lockChanges.recordStatus,
    recordNoStatus: lockChanges.recordNoStatus,
    recordTimeout: lockChanges.recordTimeout,
    forgetLock: lockChanges.forgetLock,
    takeoverRequested: takeoverChanges.takeoverRequested,
    disableTakeovers: takeoverChanges.disableTakeovers,
    noteForced: takeoverChanges.noteForced,
    reportForced: takeoverEffects.reportForced,
    blameForTakeover: takeoverChanges.blameForTakeover,
    reportCredits: creditEffects.reportCredits,
    ...pushChanges,
    ...pushEffects,
    sendLeaderBroadcast: leaderEffects.sendLeaderBroadcast,
    armBroadcast: leaderEffects.armBroadcast,
    armLeaderTimeout: leaderEffects.armLeaderTimeout,
    cancelLeaderTimeout: leaderEffects.cancelLeaderTimeout,
    callElection: leaderEffects.callElection,
    callLockRace: leaderEffects.callLockRace,
    callLockAfterVote: leaderEffects.callLockAfterVote,
    reportElected: leaderEffects.reportElected,
    cancelTakeTimer: lockEffects.cancelTakeTimer,
    releaseLock: lockEffects.releaseLock,
    releaseOrCancel: lockEffects.releaseOrCancel,
    reportLost: lockEffects.reportLost,
    ...voteChanges,
    ...voteEffects,
    loopIsDue: loopChanges.loopIsDue,
    ...recoverdEffects,
  },
  states: {
    serving: {
      sentence: "serves timers, messages and pipes",
      on: {
        MAIN_LOOP_DUE: { actions: "loopIsDue" },
        BROADCAST_DUE: [
          { guard: "cannotLead", actions: ["armBroadcast", "giveUpOwnLeadership", "releaseLock", "forgetLock"] },
          { guard: "leadsUncontested", actions: ["armBroadcast", "sendLeaderBroadcast"] },
          { actions: "armBroadcast" },
        ],
        LEADER_TIMEOUT: { actions: ["becauseTimeout", "callElection"] },
        LEADER: [
          { guard: "ownBroadcastUnfounded", actions: ["cancelLeaderTimeout", "armLeaderTimeout"] },
          { guard: "leaderAsBelieved", actions: ["cancelLeaderTimeout", "armLeaderTimeout"] },
          { guard: "raceIsCalled", actions: ["cancelLeaderTimeout", "beginElection", "callLockRace"] },
          { guard: "electionIsCalled", actions: ["cancelLeaderTimeout", "beginElection"] },
          { actions: ["cancelLeaderTimeout", "adoptLeader", "armLeaderTimeout"] },
        ],
        ELECTION: [
          { guard: "ownVote" },
          { guard: "wouldWin", actions: ["beginElection", "armElectionTimer", "armVoteResend"] },
          {
            actions: [
              "beginElection",
              "armElectionTimer",
              "cancelVoteResend",
              "releaseLock",
              "forgetLock",
              "acceptCandidate",
            ],
          },
        ],
        VOTE_RESEND_DUE: { actions: ["leaderIsSelf", "sendVote"] },
        ELECTION_OVER: [
          { guard: "wonWithoutLock", actions: ["endElection", "callLockAfterVote"] },
          { actions: ["endElection", "reportElected"] },
        ],
        TAKEOVER_RUN: { guard: "isLeader", actions: "takeoverRequested" },
        REBALANCE_NODE: { guard: "isLeader", actions: ["noteForced", "reportForced"] },
        DISABLE_TAKEOVER_RUNS: { actions: "disableTakeovers" },
        BANNING: { guard: "isLeader", actions: ["blameForTakeover", "reportCredits"] },
        PUSH_FLAGS: { actions: ["noteOwnFlags", "callPushFlags"] },
        CHILD_OUTPUT: { guard: "beforeStatus", actions: ["recordStatus", "cancelTakeTimer"] },
        LOCK_TAKE_TIMEOUT: { guard: "attemptIsOpen", actions: "recordTimeout" },
        CHILD_PIPE_CLOSED: [
          { guard: "beforeStatus", actions: ["recordNoStatus", "cancelTakeTimer"] },
          { guard: "lostItsLock", target: "lockLost" },
        ],
        SIGTERM: { actions: ["releaseOrCancel", "exit"] },
        DAEMON_GONE: { actions: "exitAtOnce" },
      },
    },
    lockLost: {
      sentence: "its helper is gone without having been asked to go",
      entry: ["reportLost", "forgetLock"],
      always: [
        { guard: "canLead", target: "serving", actions: ["becauseLockLost", "callElection"] },
        { target: "serving" },
      ],
    },
  },
};
