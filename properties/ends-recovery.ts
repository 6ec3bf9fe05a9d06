import type { TraceEvent } from "../model/index.ts";

/** Has a recovery ended on this node? One whose recovered event has failed there has, too (facts/leadership.md §1.5). */
export function endsRecovery(event: TraceEvent): boolean {
  if (event.type === "control-refused") return event.op === "END_RECOVERY" && event.why === "its event failed";
  return event.type === "control-accepted" && event.op === "END_RECOVERY";
}
