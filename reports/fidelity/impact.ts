import type { TraceEvent } from "../../model/index.ts";

/** What an event says about the fault: whom it takes out of the cluster, or that it is over. */
export type Impact =
  | { readonly kind: "none" }
  | { readonly kind: "heal" }
  | { readonly kind: "struck"; readonly host: number };

const none: Impact = { kind: "none" };
const heal: Impact = { kind: "heal" };
const leaving: ReadonlySet<string> = new Set(["stop", "ban", "shutdown"]);
const returning: ReadonlySet<string> = new Set(["continue", "unban", "enable"]);

/**
 * Reads the fault and its end from what an observer sees. The death of a helper or of a recovery daemon takes
 * nobody out: its node is asked like any other.
 *
 * @param leader who led when the fault struck: the one whom a partition into halves takes out
 */
export function impactOf(event: TraceEvent, leader: number): Impact {
  const struck: Impact = { kind: "struck", host: event.host };
  switch (event.type) {
    case "host-crashed":
    case "host-paused":
      return struck;
    case "process-stopped":
    case "process-exited":
      return event.program === "ctdbd" ? struck : none;
    case "partition-began":
      return { kind: "struck", host: cutOff(event.cut) ?? leader };
    case "admin-command":
      return leaving.has(event.command) ? struck : returning.has(event.command) ? heal : none;
    case "process-started":
      return event.program === "ctdbd" ? heal : none;
    case "fault-ended":
      return heal;
    default:
      return none;
  }
}

/** The one host that is in every pair. */
function cutOff(cut: readonly (readonly [number, number])[]): number | undefined {
  const [first, ...rest] = cut;
  return first?.find((pnn) => rest.every((pair) => pair.includes(pnn)));
}
