import { procedure } from "../../chart/index.ts";
import {
  leaderChanges,
  leaderEffects,
  leaderGuards,
  type RecoverdData,
  type RecoverdEvent,
  voteEffects,
} from "../../leadership/index.ts";
import { type ProgramProcedure, waits } from "../../process/index.ts";
import { oldEffects } from "./names.ts";

const spec: ProgramProcedure<RecoverdData, RecoverdEvent> = {
  id: "election",
  sentence: "force an election: freeze everybody, then vote; the lock does not decide",
  source: "facts/leadership.md §5 O1, O2; server/ctdb_recoverd.c force_election (4.3)",
  guards: {
    electionIsOver: leaderGuards.electionIsOver,
    answered: waits.answered,
    anyFailed: waits.anyFailed,
  },
  actions: {
    reportElection: leaderEffects.reportElection,
    reportAbandoned: leaderEffects.reportAbandoned,
    setEverybodyActive: leaderEffects.setEverybodyActive,
    beginElection: leaderChanges.beginElection,
    armElectionTimer: voteEffects.armElectionTimer,
    callCastVote: oldEffects.callCastVote,
  },
  ends: ["abandoned"],
  steps: [
    {
      name: "set-recovery-mode",
      sentence: "put every active node into recovery mode; one that does not answer blocks this up to RecoverTimeout",
      do: ["reportElection", "setEverybodyActive"],
      until: "answered",
      exits: [{ guard: "anyFailed", actions: ["reportAbandoned"], to: "abandoned" }],
    },
    {
      name: "vote",
      sentence: "claim to be the leader and wait until nobody objects any more",
      do: ["beginElection", "armElectionTimer", "callCastVote"],
      until: "electionIsOver",
    },
  ],
};

/** How a recovery daemon of 4.3 forces an election. */
export const election43 = procedure(spec);
