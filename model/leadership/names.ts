import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import type { Effect } from "../effect/index.ts";
import type { Context } from "../process/index.ts";
import type { RecoverdData } from "./recoverd-data.ts";
import type { RecoverdEvent } from "./recoverd-event.ts";

/** What the charts of a recovery daemon see. */
export type RecoverdContext = Context<RecoverdData>;
/** A named question of a recovery daemon. */
export type RecoverdGuard = Guard<RecoverdContext, RecoverdEvent>;
/** A named change of a recovery daemon's data. */
export type RecoverdChange = Change<RecoverdContext, RecoverdEvent>;
/** A named effect of a recovery daemon. */
export type RecoverdEffect = EffectAction<RecoverdContext, RecoverdEvent, Effect>;
