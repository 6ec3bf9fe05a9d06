import { procedure } from "../chart/index.ts";
import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import type { ProgramProcedure } from "../process/index.ts";
import { freezingChanges, freezingEffects, freezingGuards } from "./freezing-names.ts";

const spec: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "freeze-database",
  sentence: "freeze one database: a helper stands in line for the whole file; who asks meanwhile waits too",
  source: "facts/recovery.md §1.3, §3.1; server/ctdb_freeze.c",
  guards: {
    isUnknown: freezingGuards.isUnknown,
    isFrozen: freezingGuards.isFrozen,
    isFreezing: freezingGuards.isFreezing,
    freezeSettled: freezingGuards.freezeSettled,
  },
  actions: {
    stopVacuum: freezingEffects.stopVacuum,
    forgetVacuum: freezingChanges.forgetVacuum,
    newFreezer: freezingChanges.newFreezer,
    spawnFreezer: freezingEffects.spawnFreezer,
    reportFreezing: freezingEffects.reportFreezing,
    answerFrozen: freezingEffects.answerFrozen,
    answerNotFrozen: freezingEffects.answerNotFrozen,
  },
  ends: ["refused"],
  steps: [
    {
      name: "look",
      sentence: "a frozen database stays as it is; one that is being frozen has its helper already",
      exits: [
        { guard: "isUnknown", to: "refuse" },
        { guard: "isFrozen", to: "answer" },
        { guard: "isFreezing", to: "wait" },
      ],
    },
    {
      name: "start-helper",
      sentence: "a process of its own blocks, so that the daemon does not",
      do: ["stopVacuum", "forgetVacuum", "newFreezer", "spawnFreezer", "reportFreezing"],
    },
    {
      name: "wait",
      sentence: "until nobody has a record of this file locked; nothing ends this wait but a thaw",
      until: "freezeSettled",
      exits: [{ guard: "isFrozen", to: "answer" }, { to: "refuse" }],
    },
    { name: "answer", sentence: "frozen", do: ["answerFrozen"], exits: [{ to: "done" }] },
    { name: "refuse", sentence: "there is no lock", do: ["answerNotFrozen"], exits: [{ to: "refused" }] },
  ],
};

/** DB_FREEZE, and the freeze of a node that starts or becomes inactive. */
export const freezeDatabaseChart = procedure(spec);
