import { procedure } from "../chart/index.ts";
import { type CtdbdData, type CtdbdEvent, ownModeEffects } from "../node/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import { commitChanges, commitEffects, commitGuards } from "./commit-names.ts";

const { notNormal, isSettled, memberMissed, isForgotten, isTold } = commitGuards;
const { noteDone, closeCommit, enterRecoveryMode } = commitChanges;

const spec: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "commit-transaction",
  sentence: "a transaction goes to all nodes at once; what goes wrong is left to a recovery, and to the client",
  source: "facts/recovery.md §1.9 steps 2 to 4; server/ctdb_persistent.c",
  guards: { notNormal, isSettled, memberMissed, isForgotten, isTold, anyFailed: waits.anyFailed },
  actions: { noteDone, closeCommit, enterRecoveryMode, ...ownModeEffects, ...commitEffects },
  ends: ["forgotten"],
  steps: [
    {
      name: "ask",
      sentence: "every node writes it for itself: there is no vote, and no second phase",
      do: ["askUpdates", "armTimeout"],
      until: "isSettled",
      exits: [
        { guard: "isForgotten", to: "let-go" },
        { guard: "isTold", to: "tell" },
        { guard: "notNormal", to: "wait" },
        { guard: "anyFailed", actions: ["armNoDropTimer", "enterRecoveryMode"], to: "wait" },
        { guard: "memberMissed", actions: ["armNoDropTimer", "enterRecoveryMode"], to: "wait" },
        { actions: ["noteDone"], to: "tell" },
      ],
    },
    {
      name: "wait",
      sentence: "a recovery is to put it right; what the other nodes answer does not matter any more",
      until: "isTold",
      exits: [{ guard: "isForgotten", to: "let-go" }],
    },
    {
      name: "tell",
      sentence: "the client learns what has come of it",
      do: ["disarmTimeout", "answerStatus", "closeCommit"],
      exits: [{ to: "done" }],
    },
    {
      name: "let-go",
      sentence: "nobody is there to be told",
      do: ["disarmTimeout"],
      exits: [{ to: "forgotten" }],
    },
  ],
};

/** TRANS3_COMMIT. */
export const commitTransactionChart = procedure(spec);
