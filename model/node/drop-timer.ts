import type { Effect } from "../effect/index.ts";
import type { CtdbdChange, CtdbdContext, CtdbdEffect } from "./names.ts";

/** Sets the timer that drops all addresses (RecoveryDropAllIPs). */
export function armDropTimer(c: CtdbdContext): Effect {
  return { kind: "setTimer", timer: "DROP_ADDRESSES", delayUs: c.k.recoveryDropAllIpsUs };
}

/** How a node comes into recovery mode by itself. */
export const ownModeChanges = {
  enterRecoveryMode: {
    sentence: "recovery mode active, here: the leader will notice",
    change: (c) => {
      c.d.recoveryMode = "active";
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What goes with a recovery mode that a node comes into by itself. */
export const ownModeEffects = {
  armNoDropTimer: {
    sentence: "arm no timer that drops its addresses (one with drop-timer-comes-with-the-mode)",
    effect: () => undefined,
  },
} as const satisfies Record<string, CtdbdEffect>;
