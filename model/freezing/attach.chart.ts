import { procedure } from "../chart/index.ts";
import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import { attachChanges, attachEffects, attachGuards } from "./attach-names.ts";

const spec: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "attach-database",
  sentence: "a database is attached here, and all others are told; a client of this node waits for a recovery to end",
  source: "facts/recovery.md §1.11; server/ctdb_ltdb_server.c ctdb_control_db_attach",
  guards: { answered: waits.answered, ...attachGuards },
  actions: { ...attachChanges, ...attachEffects },
  ends: ["refused"],
  steps: [
    {
      name: "look",
      sentence: "may it be attached now?",
      exits: [
        { guard: "isOutsider", actions: ["answerOutsider"], to: "refused" },
        { guard: "isTooEarly", actions: ["answerTooEarly"], to: "refused" },
        { guard: "mustWait", to: "wait" },
        { to: "compare" },
      ],
    },
    {
      name: "wait",
      sentence: "not before the recovery is over: who waits may hold what the recovery waits for (P2)",
      do: ["beginWait", "armWait"],
      until: "waitOver",
      exits: [
        { guard: "isAskerGone", to: "refused" },
        { guard: "isLate", actions: ["answerLate"], to: "refused" },
        { to: "pause" },
      ],
    },
    {
      name: "pause",
      sentence: "a second later it is as if it had just come",
      do: ["beginWait", "armAgain"],
      until: "pauseOver",
      exits: [{ guard: "isAskerGone", to: "refused" }, { to: "look" }],
    },
    {
      name: "compare",
      sentence: "is it there already?",
      exits: [
        { guard: "isOtherKind", actions: ["answerOtherKind"], to: "refused" },
        { guard: "isAttached", actions: ["answerAttached"], to: "done" },
        { to: "attach" },
      ],
    },
    {
      name: "attach",
      sentence: "it is empty, and has the generation of the map",
      do: ["attach", "openFile", "reportAttached", "answerAttached", "tellOthers"],
      until: "answered",
      exits: [{ to: "done" }],
    },
  ],
};

/** DB_ATTACH. */
export const attachDatabaseChart = procedure(spec);
