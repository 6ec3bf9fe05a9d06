import { procedure } from "../chart/index.ts";
import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import type { ProgramProcedure } from "../process/index.ts";
import { updateChanges, updateEffects, updateGuards } from "./update-names.ts";

const { writerDone, isWritten } = updateGuards;
const { newWriter, forgetWriter } = updateChanges;
const { killWriter: _, ...effects } = updateEffects;

const end = ["endWriter", "forgetWriter"] as const;

const spec: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "update-record",
  sentence: "a node's part in a transaction: a child of its own writes it, whatever happens to the node meanwhile",
  source: "facts/recovery.md §1.9 step 3; server/ctdb_update_record.c",
  guards: { writerDone, isWritten },
  actions: { newWriter, forgetWriter, ...effects },
  ends: ["failed"],
  steps: [
    {
      name: "fork",
      sentence: "a process of its own blocks, so that the daemon does not",
      do: ["newWriter", "spawnWriter", "armTimeout"],
      until: "writerDone",
      exits: [{ guard: "isWritten", to: "confirm" }, { to: "refuse" }],
    },
    { name: "confirm", sentence: "written", do: ["answerWritten", ...end], exits: [{ to: "done" }] },
    { name: "refuse", sentence: "not written", do: ["answerFailed", ...end], exits: [{ to: "failed" }] },
  ],
};

/** UPDATE_RECORD. */
export const updateRecordChart = procedure(spec);
