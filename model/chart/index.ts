/** Statecharts as data: written once, compiled to fast functions, judged against XState. */
export { ChartError } from "./chart-error.ts";
export { type ChartInstance, type CompiledChart, compile, type Sink } from "./compile.ts";
export { countTransitions } from "./count-transitions.ts";
export { type Draw, type Driven, drive } from "./drive.ts";
export { type Taken, toMermaid } from "./mermaid.ts";
export { listNames, type NameKind, type NameRow } from "./names.ts";
export type { Override, OverrideAction, OverrideFunction, OverrideTransitions } from "./override.ts";
export { applyOverride, checkConstants } from "./override-apply.ts";
export { OverrideError } from "./override-error.ts";
export { parseOverride } from "./override-parse.ts";
export { procedure, RESUME } from "./procedure.ts";
export { agree } from "./reference.ts";
export type {
  Action,
  Change,
  ChartEvent,
  ChartSpec,
  Delay,
  Effect,
  Field,
  Guard,
  Names,
  ProcedureSpec,
  StateSpec,
  StepExit,
  StepSpec,
  TransitionSpec,
  TransitionsSpec,
} from "./spec.ts";
export { suggest } from "./suggest.ts";
export { transitionsOf } from "./transitions.ts";
export type { AnyChart } from "./tree.ts";
export { unusedNames } from "./unused-names.ts";
export { type Json, toXStateJson } from "./xstate-json.ts";
