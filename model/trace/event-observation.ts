import type { EventName, EventOutcome, ServiceName } from "../words/index.ts";

/** What an observer sees of event scripts (the log of the event daemon) and of the services of a host. */
export type EventObservation =
  /** The event daemon begins to run the scripts of an event, which has stood in line for so long. */
  | {
      readonly type: "event-began";
      readonly event: EventName;
      readonly run: number;
      /** Of the event daemon. */
      readonly pid: number;
      readonly waitedUs: number;
      readonly address?: string;
    }
  /** It is over for the main daemon. `script`: the one that failed. */
  | {
      readonly type: "event-ended";
      readonly event: EventName;
      readonly run: number;
      readonly pid: number;
      readonly outcome: EventOutcome;
      readonly script?: string;
    }
  /** A service of the host is down, or up again. */
  | { readonly type: "service-down"; readonly service: ServiceName }
  | { readonly type: "service-up"; readonly service: ServiceName };
