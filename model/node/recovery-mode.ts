import type { Effect } from "../effect/index.ts";
import type { CtdbdData } from "./ctdbd-data.ts";
import type { CtdbdChange, CtdbdContext, CtdbdEffect } from "./names.ts";

/** The one way into recovery mode, whoever asks for it. */
export function enterRecovery(d: CtdbdData): void {
  d.recoveryMode = "active";
}

/** The timer that drops all addresses; `ifAbsent`: one that runs already goes on. */
export function dropTimer({ k }: CtdbdContext, ifAbsent = false): Effect {
  return { kind: "setTimer", timer: "DROP_ADDRESSES", delayUs: k.recoveryDropAllIpsUs, ...(ifAbsent && { ifAbsent }) };
}

/** How a node begins a recovery by itself: its leader reads its mode (facts/recovery.md §1.10). */
export const ownRecoveryChanges = {
  enterRecoveryMode: {
    sentence: "recovery mode active, here: the leader will notice",
    change: (c) => enterRecovery(c.d),
  },
} as const satisfies Record<string, CtdbdChange>;

/** What goes with it. */
export const ownRecoveryEffects = {
  armOwnDropTimer: {
    sentence: "as shipped nothing: only the control arms the timer, and it does not once the mode is active",
    effect: () => undefined,
  },
} as const satisfies Record<string, CtdbdEffect>;
