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

/** A recovery that knew of no ban or stop may have brought it to normal mode, in which it dropped what it was asked. */
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
          { guard: "unbanNeedless", actions: "replyOk" },
          { guard: "unbanAsked", actions: ["clearBanned", "cancelBanTimer", "reportUnbanned", ...isBack, "replyOk"] },
          { guard: "isBanned", actions: ["armBanTimer", "reportBanned", "replyOk"] },
          { actions: ["markBanned", "armBanTimer", "reportBanned", ...becomeInactive, "replyOk"] },
        ],
        BAN_OVER: [
          { guard: "notFrozen", actions: ["armBanTimer", "reportBanned"] },
          { actions: ["clearBanned", "reportUnbanned", ...isBack] },
        ],
        // The administrator's tool looks at the flag first, and says so if there is nothing to do.
        STOP_NODE: [
          { guard: "isStopped", actions: "replyOk" },
          { actions: ["markStopped", ...becomeInactive, "replyOk"] },
        ],
        CONTINUE_NODE: [
          { guard: "isStopped", actions: ["clearStopped", ...isBack, "replyOk"] },
          { actions: "replyOk" },
        ],
        DISABLE_NODE: [
          { guard: "isDisabled", actions: "replyOk" },
          { actions: ["markDisabled", "askForTakeover", "replyOk"] },
        ],
        ENABLE_NODE: [
          { guard: "isDisabled", actions: ["clearDisabled", "askForTakeover", "replyOk"] },
          { actions: "replyOk" },
        ],
      },
    },
  },
};
