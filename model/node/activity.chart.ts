import type { ProgramChart } from "../process/index.ts";
import { activityChanges, activityEffects, activityGuards } from "./activity-names.ts";
import type { CtdbdData, CtdbdEvent } from "./ctdbd-data.ts";
import { ownModeEffects } from "./drop-timer.ts";
import { fencingEffects, fencingGuards, refuseOld } from "./fencing-names.ts";

// Its addresses are released at once, but for those that an event script has in hand.
const becomeInactive = [
  "forgetGeneration",
  "armNoDropTimer",
  "enterRecoveryMode",
  "freeze",
  "freezeEach",
  "releaseAll",
] as const;

/** Before its flag goes: a recovery that knew of no ban or stop may have brought it to normal mode, in which it dropped what it was asked. */
const isBack = ["noteReturn", "askForRecovery"] as const;

const { invalidate: _byControl, ...changes } = activityChanges;

/** Stopping, disabling and banning: what a node does with its own flags. */
export const activityChart: ProgramChart<CtdbdData, CtdbdEvent> = {
  id: "activity",
  sentence: "stop, disable and ban: the flags a node sets of itself, and what goes with them",
  source: "facts/leadership.md §1.2, §1.3, §1.7; server/ctdb_banning.c, server/ctdb_recover.c",
  initial: "serving",
  guards: { ...activityGuards, ...fencingGuards },
  actions: { ...changes, ...activityEffects, ...ownModeEffects, ...fencingEffects },
  states: {
    serving: {
      sentence: "answers at once",
      on: {
        SET_BAN_STATE: [
          refuseOld,
          { guard: "bansDisabled", actions: "replyOk" },
          { guard: "unbanAsked", actions: [...isBack, "clearBanned", "cancelBanTimer", "reportUnbanned", "replyOk"] },
          { guard: "isBanned", actions: ["armBanTimer", "reportBanned", "replyOk"] },
          { actions: ["markBanned", "armBanTimer", "reportBanned", ...becomeInactive, "replyOk"] },
        ],
        BAN_OVER: [
          { guard: "notFrozen", actions: ["armBanTimer", "reportBanned"] },
          { actions: [...isBack, "clearBanned", "reportUnbanned"] },
        ],
        STOP_NODE: { actions: ["markStopped", ...becomeInactive, "replyOk"] },
        CONTINUE_NODE: { actions: [...isBack, "clearStopped", "replyOk"] },
        DISABLE_NODE: { actions: ["markDisabled", "askForTakeover", "replyOk"] },
        ENABLE_NODE: { actions: ["clearDisabled", "askForTakeover", "replyOk"] },
      },
    },
  },
};
