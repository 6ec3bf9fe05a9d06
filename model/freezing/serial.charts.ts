import { procedure } from "../chart/index.ts";
import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import type { ProgramChart, ProgramProcedure } from "../process/index.ts";
import { serialChanges, serialEffects, serialGuards } from "./serial-names.ts";

const { answerAll, ...effects } = serialEffects;
const { allCommitted, ...guards } = serialGuards;

/** What a serial recovery does to all databases of a node at once. */
export const serialDatabasesChart: ProgramChart<CtdbdData, CtdbdEvent> = {
  id: "serial-databases",
  sentence: "a node's databases in a serial recovery: one transaction over all of them",
  source: "facts/recovery.md §2.5 steps 8, 10; server/ctdb_freeze.c (4.3)",
  initial: "serving",
  guards,
  actions: { ...serialChanges, ...effects },
  states: {
    serving: {
      sentence: "answers at once, or begins what takes time",
      on: {
        TRANSACTION_START: [
          { guard: "someNotFrozen", actions: "refuseAll" },
          { actions: ["beginInEach", "openEach", "replyOk"] },
        ],
        TRANSACTION_COMMIT: [
          { guard: "someNotFrozen", actions: "refuseAll" },
          { guard: "someNotOpen", actions: "refuseAll" },
          { actions: ["commitEach", "beginCommitAll"] },
        ],
        TRANSACTION_CANCEL: { actions: ["cancelInEach", "closeEach", "replyOk"] },
      },
    },
  },
};

const commitAll: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "commit-all",
  sentence: "the end of a serial recovery's transaction",
  source: "facts/recovery.md §2.5 step 10; server/ctdb_freeze.c (4.3)",
  guards: { allCommitted },
  actions: { answerAll },
  steps: [
    { name: "wait", sentence: "until each file is written", until: "allCommitted" },
    { name: "answer", sentence: "committed", do: ["answerAll"] },
  ],
};

/** TRANSACTION_COMMIT of a serial recovery. */
export const commitAllChart = procedure(commitAll);
