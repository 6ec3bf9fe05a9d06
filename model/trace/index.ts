export type { ExitCause, FreeCause, Observation, ObservationOf, ObservationType, TraceEvent } from "./trace-event.ts";
