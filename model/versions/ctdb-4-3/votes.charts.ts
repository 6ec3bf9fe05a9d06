import { procedure } from "../../chart/index.ts";
import {
  leaderChanges,
  lockChanges,
  loopEffects,
  type RecoverdData,
  type RecoverdEvent,
  voteEffects,
} from "../../leadership/index.ts";
import { type ProgramProcedure, waits } from "../../process/index.ts";
import { oldChanges, oldEffects, oldGuards } from "./names.ts";

type Procedure = ProgramProcedure<RecoverdData, RecoverdEvent>;
const source = "facts/leadership.md §4.5, §5 O2-O6; server/ctdb_recoverd.c (4.3)";

const compareVote: Procedure = {
  id: "compare-vote",
  sentence: "compare a vote with one's own, after a fresh look at one's own flags and connections",
  source,
  guards: { answered: waits.answered, wouldWin: oldGuards.wouldWin },
  actions: {
    nextVote: oldChanges.nextVote,
    askNodemap: loopEffects.askNodemap,
    storeOwnState: oldChanges.storeOwnState,
    armVoteResend: voteEffects.armVoteResend,
    cancelVoteResend: voteEffects.cancelVoteResend,
    closeIfHeld: oldEffects.closeIfHeld,
    forgetLock: lockChanges.forgetLock,
    acceptVote: oldChanges.acceptVote,
    forgetVote: oldChanges.forgetVote,
    mirrorLeader: oldEffects.mirrorLeader,
  },
  ends: ["won"],
  steps: [
    { name: "look", sentence: "how does its daemon see it now?", do: ["nextVote", "askNodemap"], until: "answered" },
    {
      name: "compare",
      sentence: "the better vote announces itself again shortly",
      do: ["storeOwnState"],
      exits: [{ guard: "wouldWin", actions: ["armVoteResend", "forgetVote"], to: "won" }],
    },
    {
      name: "concede",
      sentence: "who loses believes in the other, and lets go of the lock",
      do: ["cancelVoteResend", "closeIfHeld", "forgetLock", "acceptVote", "forgetVote", "mirrorLeader"],
    },
  ],
};

const castVote: Procedure = {
  id: "cast-vote",
  sentence: "send one's own vote to all nodes, after a fresh look at one's own flags and connections",
  source,
  guards: { answered: waits.answered },
  actions: {
    askNodemap: loopEffects.askNodemap,
    storeOwnState: oldChanges.storeOwnState,
    leaderIsSelf: leaderChanges.leaderIsSelf,
    mirrorLeader: oldEffects.mirrorLeader,
    sendVote: oldEffects.sendVote,
  },
  steps: [
    { name: "look", sentence: "how does its daemon see it now?", do: ["askNodemap"], until: "answered" },
    {
      name: "send",
      sentence: "it believes in itself until it hears of a better one (5f80f4255c5)",
      do: ["storeOwnState", "leaderIsSelf", "mirrorLeader", "sendVote"],
    },
  ],
};

/** What 4.3 does with a vote that it gets. */
export const compareVote43 = procedure(compareVote);
/** How 4.3 votes. */
export const castVote43 = procedure(castVote);
