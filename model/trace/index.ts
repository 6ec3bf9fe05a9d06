export type {
  DatabaseStep,
  ExitCause,
  FreeCause,
  Observation,
  ObservationOf,
  ObservationType,
  TraceEvent,
  TransactionOutcome,
} from "./trace-event.ts";
