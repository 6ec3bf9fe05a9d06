import type { ProgramChart } from "../process/index.ts";
import { activityEffects } from "./activity-names.ts";
import type { CtdbdData, CtdbdEvent } from "./ctdbd-data.ts";

/** The last resort of a node that stays in recovery mode: it lets its addresses go. */
export const dropAddressesChart: ProgramChart<CtdbdData, CtdbdEvent> = {
  id: "drop-addresses",
  sentence: "a node that has been in recovery mode for too long drops all its addresses",
  source: "facts/leadership.md §2 RecoveryDropAllIPs, §9 F3; server/ctdb_recover.c",
  initial: "serving",
  guards: {},
  actions: { releaseAll: activityEffects.releaseAll },
  states: {
    serving: {
      sentence: "waits for the timer",
      on: { DROP_ADDRESSES: { actions: "releaseAll" } },
    },
  },
};
