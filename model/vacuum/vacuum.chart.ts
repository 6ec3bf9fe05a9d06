import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import type { ProgramChart } from "../process/index.ts";
import { vacuumChanges, vacuumEffects, vacuumGuards } from "./vacuum-names.ts";

const unlessUnknown = { guard: "isUnknown", actions: "refuse" } as const;
const end = { guard: "ofVacuum", actions: ["closeVacuum", "endVacuum"] } as const;

/** A node's vacuum: when it is due, and what others want of it. */
export const vacuumChart: ProgramChart<CtdbdData, CtdbdEvent> = {
  id: "vacuum",
  sentence: "has deleted records of volatile databases forgotten, one database at a time, by a child",
  source: "facts/recovery.md §1.8; server/ctdb_vacuum.c, server/ctdb_recover.c",
  initial: "serving",
  guards: vacuumGuards,
  actions: { ...vacuumChanges, ...vacuumEffects },
  states: {
    serving: {
      sentence: "looks now and then whether there is something to forget",
      entry: "armVacuum",
      on: {
        VACUUM_DUE: [
          { guard: "isVacuuming", actions: ["loseFull", "armStagger"] },
          { guard: "notNormal", actions: ["loseFull", "armVacuum"] },
          { guard: "nothingDue", actions: ["countRun", "armVacuum"] },
          { actions: ["countRun", "beginVacuum", "spawnVacuum", "clearLines", "armTimeout", "armNext"] },
        ],
        CHILD_OUTPUT: end,
        CHILD_PIPE_CLOSED: end,
        VACUUM_TIMEOUT: { guard: "ofVacuum", actions: ["killVacuum", "closeVacuum", "endVacuum"] },
        SCHEDULE_FOR_DELETION: [unlessUnknown, { actions: ["noteDeleted", "replyOk"] }],
        VACUUM_FETCH: [unlessUnknown, { actions: ["noteWanted", "replyOk"] }],
        TRY_DELETE_RECORDS: { actions: "beginTryDelete" },
      },
    },
  },
};
