import type { TraceEvent } from "../model/index.ts";

/** Has a recovery ended on this node? */
export function endsRecovery(event: TraceEvent): boolean {
  return event.type === "control-accepted" && event.op === "END_RECOVERY";
}

/** Has one ended, or has its last event failed there? What a node makes of that depends on how far it had come (facts/leadership.md §1.5). */
export function mayEndRecovery(event: TraceEvent): boolean {
  const hasFailed = event.type === "control-refused" && event.op === "END_RECOVERY" && event.why === "its event failed";
  return hasFailed || endsRecovery(event);
}
