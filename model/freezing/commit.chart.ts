import { procedure } from "../chart/index.ts";
import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import { transactionChanges, transactionEffects, transactionGuards } from "./transaction-names.ts";

const spec: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "commit-database",
  sentence: "commit what a recovery has pushed: from then on the database has its generation",
  source: "facts/recovery.md §2.4 step i, §3.1; server/ctdb_freeze.c",
  guards: {
    fileDone: waits.fileDone,
    fileRefused: waits.fileRefused,
    otherTransaction: transactionGuards.otherTransaction,
  },
  actions: {
    takeGeneration: transactionChanges.takeGeneration,
    commitFile: transactionEffects.commitFile,
    readFile: transactionEffects.readFile,
    reportCommitted: transactionEffects.reportCommitted,
    answerCommitted: transactionEffects.answerCommitted,
    answerNotCommitted: transactionEffects.answerNotCommitted,
  },
  ends: ["refused"],
  steps: [
    {
      name: "write",
      sentence: "write it; a persistent database waits for the disk",
      do: ["commitFile"],
      until: "fileDone",
      exits: [
        { guard: "fileRefused", to: "refuse" },
        { guard: "otherTransaction", to: "refuse" },
      ],
    },
    {
      name: "take-generation",
      sentence: "the generation of the recovery; the database stays frozen",
      do: ["readFile", "reportCommitted", "takeGeneration", "answerCommitted"],
      exits: [{ to: "done" }],
    },
    {
      name: "refuse",
      sentence: "there was nothing to commit any more",
      do: ["answerNotCommitted"],
      exits: [{ to: "refused" }],
    },
  ],
};

/** DB_TRANSACTION_COMMIT. */
export const commitDatabaseChart = procedure(spec);
