import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import type { Effect } from "../effect/index.ts";
import type { Context } from "../process/index.ts";
import type { RecoveryHelperData, RecoveryHelperEvent } from "./recovery-helper-data.ts";

type C = Context<RecoveryHelperData>;
/** The handle by which a recovery helper knows the helper that takes the recovery lock for it. */
const LOCK_HELPER = 1;

/** Split lock (our design): one recovery at a time, whoever leads; the probe looks at this lock, not at the leader's. */
export const recoveryLockGuards = {
  oneLock: {
    sentence: "there is no recovery lock beside the cluster lock (CTDB)",
    test: (c) => c.d.splitLock !== true,
  },
  recoveryLockAnswered: {
    sentence: "the helper of the recovery lock has answered or ended",
    test: (c) => c.d.lockStatus !== null,
  },
  recoveryLockMissing: { sentence: "the recovery lock is not to be had", test: (c) => c.d.lockStatus !== "0" },
} as const satisfies Record<string, Guard<C, RecoveryHelperEvent>>;

/** What becomes of the recovery lock. */
export const recoveryLockChanges = {
  noteLockStatus: {
    sentence: "remember what the helper of the recovery lock said first",
    change: (c, e) => {
      if (c.d.lockStatus === null) c.d.lockStatus = e.type === "CHILD_OUTPUT" ? e.byte : "3";
    },
  },
} as const satisfies Record<string, Change<C, RecoveryHelperEvent>>;

/** Taking the recovery lock, and giving it back. */
export const recoveryLockEffects = {
  spawnRecoveryLock: {
    sentence: "start a lock helper for the recovery lock",
    effect: () => ({ kind: "spawn", program: "lock-helper", handle: LOCK_HELPER }),
  },
  releaseRecoveryLock: {
    sentence: "SIGTERM to the helper of the recovery lock",
    effect: (c) => (c.d.splitLock === true ? { kind: "signal", handle: LOCK_HELPER, signal: "TERM" } : undefined),
  },
} as const satisfies Record<string, EffectAction<C, RecoveryHelperEvent, Effect>>;
