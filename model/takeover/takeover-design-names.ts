import type { RecoverdChange, RecoverdEffect, RecoverdGuard } from "../leadership/index.ts";
import { takeoverDesigns } from "../words/index.ts";

/** Questions of a recovery daemon about who makes its takeover runs. */
export const designGuards = {
  goesOnBeside: {
    sentence: "whoever makes the run stands beside the recovery daemon, which goes on",
    test: ({ d }) => !takeoverDesigns[d.takeover].isWaitedFor,
  },
  isInline: {
    sentence: "the recovery daemon makes the run itself",
    test: ({ d }) => !takeoverDesigns[d.takeover].ownProcess,
  },
  inlineFailed: { sentence: "the run has failed", test: (c) => c.f.returned !== "done" },
} as const satisfies Record<string, RecoverdGuard>;

/** What a recovery daemon remembers of whoever makes its run. */
export const designChanges = {
  noteTakeoverHelper: {
    sentence: "remember which process it is, so that a recovery can call it off",
    change: (c) => {
      c.d.takeoverHandle = c.f.handle;
    },
  },
  forgetTakeoverHelper: {
    sentence: "there is none to call off",
    change: (c) => {
      c.d.takeoverHandle = 0;
    },
  },
} as const satisfies Record<string, RecoverdChange>;

/** How a recovery daemon has a run made otherwise than by a helper that it waits for. */
export const designEffects = {
  beginBeside: {
    sentence: "have the run made beside the main loop",
    effect: () => ({ kind: "begin", chart: "takeover-beside" }),
  },
  callInline: { sentence: "make the run", effect: () => ({ kind: "call", chart: "takeover-inline" }) },
} as const satisfies Record<string, RecoverdEffect>;
