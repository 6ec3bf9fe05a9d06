/** Statecharts as data: written once, compiled to fast functions, judged against XState. */
export { ChartError } from "./chart-error.ts";
export { type ChartInstance, type CompiledChart, compile, type Sink } from "./compile.ts";
export { DONE, procedure, RESUME, reorder } from "./procedure.ts";
export type {
  Action,
  Change,
  ChartEvent,
  ChartSpec,
  Delay,
  Effect,
  Guard,
  Names,
  ProcedureSpec,
  StateSpec,
  StepExit,
  StepSpec,
  TransitionSpec,
  TransitionsSpec,
} from "./spec.ts";
export type { AnyChart } from "./tree.ts";
