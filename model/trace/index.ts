export type {
  DatabaseStep,
  ExitCause,
  FreeCause,
  Observation,
  ObservationOf,
  ObservationType,
  TraceEvent,
} from "./trace-event.ts";
