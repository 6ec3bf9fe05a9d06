export type { AddressObservation } from "./address-observation.ts";
export type { ConnectionObservation, TcpService } from "./connection-observation.ts";
export type { EventObservation } from "./event-observation.ts";
export type { DropCause, FileLockObservation } from "./file-lock-observation.ts";
export type { DatabaseStep, ExitCause, FreeCause, TransactionOutcome } from "./outcomes.ts";
export type { RecordObservation, ServedCall } from "./record-observation.ts";
export type { Observation, ObservationOf, ObservationType, TraceEvent } from "./trace-event.ts";
