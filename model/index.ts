/** What a cluster is: words, charts, effects, observations, scenarios, assumptions. */
export type { Assumption } from "./assumptions/index.ts";
export {
  type CompiledProgramChart,
  compiled,
  constantsFor,
  type Model,
  modelFor,
  modelHash,
  standardModel,
  withOverrides,
} from "./build/index.ts";
export {
  type Action,
  type AnyChart,
  applyOverride,
  type Change,
  ChartError,
  type ChartEvent,
  type ChartInstance,
  type ChartSpec,
  type CompiledChart,
  type Delay,
  type Effect as EffectAction,
  type Guard,
  type Json,
  listNames,
  type NameKind,
  type NameRow,
  type Names,
  type Override,
  type OverrideAction,
  OverrideError,
  type OverrideFunction,
  type OverrideTransitions,
  parseOverride,
  RESUME,
  type Sink,
  type StateSpec,
  type StepExit,
  type StepSpec,
  suggest,
  type TransitionSpec,
  type TransitionsSpec,
  toMermaid,
  toXStateJson,
} from "./chart/index.ts";
export { type LockHelperData, newLockHelperData } from "./cluster-lock/index.ts";
export {
  type ConstantEntry,
  type ConstantName,
  type Constants,
  constantsWith,
  constantTable,
  isConstantName,
} from "./constants/index.ts";
export type {
  Batch,
  ControlBody,
  Effect,
  IoCall,
  IoResult,
  MessageBody,
  Reply,
  Request,
  ScriptName,
  Signal,
} from "./effect/index.ts";
export { type ChildStatus, lockState, newRecoverdData, type RecoverdData } from "./leadership/index.ts";
export { assumptions, assumptionsInForce, defaultAssumptionNames } from "./ledger/index.ts";
export { type CtdbdData, isConnected, newCtdbdData } from "./node/index.ts";
export { type Context, type Frame, newFrame, type ProcessData } from "./process/index.ts";
export { type AnyEvent, type AnyProgramChart, charts, type Program, programs } from "./programs/index.ts";
export { newRecoveryHelperData, type RecoveryHelperData } from "./recovery/index.ts";
export {
  type AdminCommand,
  type Fault,
  type FaultKind,
  type FaultMoment,
  type FaultOf,
  type FaultPlace,
  type FaultSpan,
  faultKinds,
  type HealPlan,
  type PartitionShape,
  type Range,
  type Scenario,
  type StorageKnobs,
  type TimingKnobs,
  type Trigger,
} from "./scenario/index.ts";
export type { ExitCause, FreeCause, Observation, ObservationOf, ObservationType, TraceEvent } from "./trace/index.ts";
export {
  type ControlOp,
  FLAG,
  flagNames,
  INACTIVE,
  INVALID_GENERATION,
  type LockDesign,
  type Pnn,
  type ProgramName,
  type RecoveryMode,
  type Role,
  type RunState,
  UNKNOWN,
} from "./words/index.ts";
