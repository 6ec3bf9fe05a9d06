import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import type { Effect, Reply } from "../effect/index.ts";
import type { Context } from "../process/index.ts";
import type { CtdbdData, CtdbdEvent } from "./ctdbd-data.ts";

/** What the charts of a main daemon see. */
export type CtdbdContext = Context<CtdbdData>;
/** A named question of a main daemon. */
export type CtdbdGuard = Guard<CtdbdContext, CtdbdEvent>;
/** A named change of a main daemon's data. */
export type CtdbdChange = Change<CtdbdContext, CtdbdEvent>;
/** A named effect of a main daemon. */
export type CtdbdEffect = EffectAction<CtdbdContext, CtdbdEvent, Effect>;

/** The answer to the control that is being handled. */
export function replyTo(e: CtdbdEvent, reply: Reply): Effect | undefined {
  return "request" in e ? { kind: "reply", request: e.request, reply } : undefined;
}
