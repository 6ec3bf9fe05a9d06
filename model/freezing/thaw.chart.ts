import { procedure } from "../chart/index.ts";
import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import type { ProgramProcedure } from "../process/index.ts";
import { thawChanges, thawEffects, thawGuards } from "./thaw-names.ts";

const spec: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "thaw-database",
  sentence: "thaw a database that its node froze by itself, or a whole node did (serial recovery)",
  source: "facts/recovery.md §2.3 step 10, §2.5 step 13; server/ctdb_recover.c",
  guards: thawGuards,
  actions: {
    letGo: thawEffects.letGo,
    thawDatabase: thawChanges.thawDatabase,
    reportThawed: thawEffects.reportThawed,
    resendCalls: thawEffects.resendCalls,
  },
  steps: [
    { name: "look", sentence: "most were thawed by their recovery", exits: [{ guard: "notFrozenAtAll", to: "done" }] },
    {
      name: "thaw",
      sentence: "the lock goes, and calls that wait are asked anew",
      do: ["letGo", "thawDatabase", "reportThawed", "resendCalls"],
    },
  ],
};

/** The end of a node-wide freeze. */
export const thawDatabaseChart = procedure(spec);
