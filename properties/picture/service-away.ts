import { type ObservationType, resendMaxUs, type TraceEvent, UNKNOWN } from "../../model/index.ts";
import type { Meter } from "./meter.ts";

/** The observations that say how a host finds the lock service. */
export const serviceTypes = ["service-changed"] as const satisfies readonly ObservationType[];

/** Charges a host, or all of them, with the time in which the lock service was away or slow. */
export function noteService(meter: Meter, hosts: number, event: TraceEvent): void {
  if (event.type !== "service-changed") return;
  const all = event.host === UNKNOWN;
  // What one host finds and what everybody finds end separately.
  const reason = all ? "all" : "own";
  for (let host = all ? 0 : event.host; host <= (all ? hosts - 1 : event.host); host += 1) {
    if (event.state === "ok") {
      meter.stop(host, reason, event.atUs);
      // What was stuck is sent again at the latest then: the cap of TCP's back-off here.
      meter.startFor(host, resendMaxUs, event.atUs);
    } else meter.start(host, reason, event.atUs);
  }
}
