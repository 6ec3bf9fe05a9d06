import type { Effect } from "../effect/index.ts";
import { UNKNOWN } from "../words/index.ts";
import type { RecoverdChange, RecoverdEffect, RecoverdGuard } from "./names.ts";
import { activeNodes, mayLead } from "./view.ts";

/** Questions about who leads (facts/leadership.md §1.4, §4.4). */
export const leaderGuards = {
  cannotLead: {
    sentence: "this node is inactive in its own cached view, or lacks the leader role",
    test: (c) => !mayLead(c.d),
  },
  canLead: {
    sentence: "this node is active in its own cached view and has the leader role",
    test: (c) => mayLead(c.d),
  },
  notLeader: { sentence: "it does not believe in itself as leader", test: (c) => c.d.leader !== c.d.pnn },
  isLeader: { sentence: "it believes in itself as leader", test: (c) => c.d.leader === c.d.pnn },
  leadsUncontested: {
    sentence: "it believes in itself and no election is in progress",
    test: (c) => c.d.leader === c.d.pnn && !c.d.electionInProgress,
  },
  electionInProgress: { sentence: "an election is in progress", test: (c) => c.d.electionInProgress },
  electionIsOver: { sentence: "no election is in progress any more", test: (c) => !c.d.electionInProgress },
  // The announcement of a leader, T4-T7.
  ownBroadcastUnfounded: {
    sentence: "the announcement names this node though it does not hold the lock (as shipped nobody asks: F10)",
    test: () => false,
  },
  leaderAsBelieved: {
    sentence: "the announcement names the leader it believes in",
    test: (c, e) => e.type === "LEADER" && e.leader === c.d.leader,
  },
  raceIsCalled: {
    sentence: "the announcement says there is no leader, a lock decides, and no election is in progress yet",
    test: (c, e) => e.type === "LEADER" && e.leader === UNKNOWN && c.d.lockConfigured && !c.d.electionInProgress,
  },
  electionIsCalled: {
    sentence: "the announcement says there is no leader",
    test: (_c, e) => e.type === "LEADER" && e.leader === UNKNOWN,
  },
} as const satisfies Record<string, RecoverdGuard>;

/** Changes of belief. */
export const leaderChanges = {
  adoptLeader: {
    sentence: "believe in the node the announcement names, whoever sent it",
    change: (c, e) => {
      if (e.type === "LEADER") c.d.leader = e.leader;
    },
  },
  leaderIsSelf: {
    sentence: "believe in oneself",
    change: (c) => {
      c.d.leader = c.d.pnn;
    },
  },
  leadAgain: {
    sentence: "believe in oneself, whomever it believed in: it holds the lock (BUG 15892)",
    change: (c) => {
      c.d.leader = c.d.pnn;
    },
  },
  leaderUnknown: {
    sentence: "believe in nobody",
    change: (c) => {
      c.d.leader = UNKNOWN;
    },
  },
  giveUpOwnLeadership: {
    sentence: "believe in nobody if it believed in itself",
    change: (c) => {
      if (c.d.leader === c.d.pnn) c.d.leader = UNKNOWN;
    },
  },
  beginElection: {
    sentence: "an election is in progress from now on",
    change: (c) => {
      c.d.electionInProgress = true;
    },
  },
  endElection: {
    sentence: "the election is over",
    change: (c) => {
      c.d.electionInProgress = false;
    },
  },
  becauseTimeout: {
    sentence: "the reason of the election: no announcement for too long",
    change: (c) => {
      c.d.electionReason = "leader timeout";
    },
  },
  becauseLockLost: {
    sentence: "the reason of the election: the lock was lost",
    change: (c) => {
      c.d.electionReason = "lock lost";
    },
  },
} as const satisfies Record<string, RecoverdChange>;

function announce(leader: number): readonly Effect[] {
  return [{ kind: "broadcast", to: "connected", message: { type: "LEADER", leader } }];
}

/** Announcements, their timers, and the calls of the election procedures. */
export const leaderEffects = {
  sendLeaderBroadcast: {
    sentence: "announce itself to every connected node, itself included",
    effect: (c) => announce(c.d.pnn),
  },
  sendLeaderUnknown: {
    sentence: "announce to every connected node that there is no leader",
    effect: () => announce(UNKNOWN),
  },
  armBroadcast: {
    sentence: "announce again after the broadcast interval",
    effect: (c) => ({ kind: "setTimer", timer: "BROADCAST_DUE", delayUs: c.k.leaderBroadcastIntervalUs }),
  },
  armBroadcastIfAbsent: {
    sentence: "see that announcements go on",
    effect: (c) => ({
      kind: "setTimer",
      timer: "BROADCAST_DUE",
      delayUs: c.k.leaderBroadcastIntervalUs,
      ifAbsent: true,
    }),
  },
  armLeaderTimeout: {
    sentence: "expect the next announcement within the leader timeout",
    effect: (c) => ({ kind: "setTimer", timer: "LEADER_TIMEOUT", delayUs: c.k.leaderTimeoutUs }),
  },
  armLeaderTimeoutIfAbsent: {
    sentence: "see that somebody's announcement is expected",
    effect: (c) => ({ kind: "setTimer", timer: "LEADER_TIMEOUT", delayUs: c.k.leaderTimeoutUs, ifAbsent: true }),
  },
  cancelLeaderTimeout: {
    sentence: "an announcement has come",
    effect: () => ({ kind: "cancelTimer", timer: "LEADER_TIMEOUT" }),
  },
  callElection: {
    sentence: "hold an election, on top of whatever this daemon waits for",
    effect: () => ({ kind: "call", chart: "election" }),
  },
  callLockRace: {
    sentence: "race for the lock, on top of whatever this daemon waits for",
    effect: () => ({ kind: "call", chart: "lock-race" }),
  },
  callLockAfterVote: {
    sentence: "take the lock, on top of whatever this daemon waits for",
    effect: () => ({ kind: "call", chart: "lock-after-vote" }),
  },
  setEverybodyActive: {
    sentence: "put every node it sees as active into recovery mode, itself included",
    effect: (c) => ({
      kind: "ask",
      op: "SET_RECMODE",
      to: activeNodes(c.d),
      body: { mode: "active" },
      as: "candidate",
      timeoutUs: c.k.recoverTimeoutUs,
    }),
  },
  reportElection: {
    sentence: "log that an election starts",
    effect: (c) => ({ kind: "observe", event: { type: "election-started", reason: c.d.electionReason } }),
  },
  reportAbandoned: {
    sentence: "log that the election is abandoned",
    effect: () => ({ kind: "observe", event: { type: "election-abandoned" } }),
  },
  reportElected: {
    sentence: "log the end of the election",
    effect: (c) => ({ kind: "observe", event: { type: "election-ended", leader: c.d.leader } }),
  },
} as const satisfies Record<string, RecoverdEffect>;
