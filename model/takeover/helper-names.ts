import type { Effect as EffectAction } from "../chart/index.ts";
import type { Effect } from "../effect/index.ts";
import type { Context } from "../process/index.ts";
import type { TakeoverHelperData, TakeoverHelperEvent } from "./takeover-helper-data.ts";
import { type WorkOf, workChanges, workEffects, workGuards } from "./work-names.ts";

/** A helper's data are what it works on: it makes one run. */
const workOf: WorkOf<TakeoverHelperData> = (data) => data;

/** Questions of a takeover helper. */
export const helperGuards = workGuards(workOf);

const { beginWork: _isNew, ...changes } = workChanges(workOf);

/** What a takeover helper learns and works out. */
export const helperChanges = changes;

/** What a takeover helper asks and tells, and how it ends. */
export const helperEffects = {
  ...workEffects(workOf),
  writeSuccess: {
    sentence: "tell its recovery daemon that it succeeded",
    effect: () => ({ kind: "write", byte: "0" }),
  },
  exit: { sentence: "exit", effect: () => ({ kind: "exit", code: 0 }) },
  exitFailed: { sentence: "exit without an answer", effect: () => ({ kind: "exit", code: 1 }) },
} as const satisfies Record<string, EffectAction<Context<TakeoverHelperData>, TakeoverHelperEvent, Effect>>;
