import { procedure } from "../chart/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import { leaderChanges, leaderEffects, leaderGuards } from "./leader-names.ts";
import { lockGuards } from "./lock-names.ts";
import type { RecoverdData } from "./recoverd-data.ts";
import type { RecoverdEvent } from "./recoverd-event.ts";
import { voteEffects } from "./vote-names.ts";

const spec: ProgramProcedure<RecoverdData, RecoverdEvent> = {
  id: "election",
  sentence: "force an election: freeze everybody, say there is no leader, then race for the lock or vote",
  source: "facts/leadership.md §4.4 T8; server/ctdb_recoverd.c force_election",
  guards: {
    electionInProgress: leaderGuards.electionInProgress,
    electionIsOver: leaderGuards.electionIsOver,
    lockConfigured: lockGuards.lockConfigured,
    answered: waits.answered,
    anyFailed: waits.anyFailed,
    returned: waits.returned,
  },
  actions: {
    reportElection: leaderEffects.reportElection,
    reportAbandoned: leaderEffects.reportAbandoned,
    setEverybodyActive: leaderEffects.setEverybodyActive,
    beginElection: leaderChanges.beginElection,
    leaderIsSelf: leaderChanges.leaderIsSelf,
    sendLeaderUnknown: leaderEffects.sendLeaderUnknown,
    callLockRace: leaderEffects.callLockRace,
    armElectionTimer: voteEffects.armElectionTimer,
    sendVote: voteEffects.sendVote,
  },
  ends: ["abandoned"],
  steps: [
    {
      name: "check-already",
      sentence: "never inside another election (bug 16152)",
      exits: [{ guard: "electionInProgress", to: "done" }],
    },
    {
      name: "set-recovery-mode",
      sentence: "put every active node into recovery mode; one that does not answer blocks this up to RecoverTimeout",
      do: ["reportElection", "setEverybodyActive"],
      until: "answered",
      exits: [{ guard: "anyFailed", actions: ["reportAbandoned"], to: "abandoned" }],
    },
    {
      name: "announce",
      sentence: "tell everybody that there is no leader",
      do: ["beginElection", "sendLeaderUnknown"],
      exits: [{ guard: "lockConfigured", to: "race" }],
    },
    {
      name: "vote",
      sentence: "claim to be the leader and wait until nobody objects any more",
      do: ["armElectionTimer", "leaderIsSelf", "sendVote"],
      until: "electionIsOver",
      exits: [{ to: "done" }],
    },
    {
      name: "race",
      sentence: "whoever takes the lock leads",
      do: ["callLockRace"],
      until: "returned",
      exits: [{ to: "done" }],
    },
  ],
};

/** How a recovery daemon forces an election. */
export const electionChart = procedure(spec);
