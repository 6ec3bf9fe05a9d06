import type { Scenario, TraceEvent } from "../../model/index.ts";
import { hang } from "./wrap.ts";

/** What is said of a fault whose trigger or target never came. */
export const UNSTRUCK = "did not strike";

/** Numbers of the faults of a plan that did not strike in its run. */
export function unstruck({ faults }: Pick<Scenario, "faults">, events: readonly TraceEvent[]): readonly number[] {
  const struck = new Set(events.flatMap((event) => (event.type === "fault-injected" ? [event.index] : [])));
  return [...faults.keys()].filter((index) => !struck.has(index));
}

/** The same in a line, for who has read the plan already; empty if all of them struck. */
export function unstruckText(scenario: Scenario, events: readonly TraceEvent[], columns: number): string[] {
  const idle = unstruck(scenario, events);
  if (idle.length === 0) return [];
  return hang("  ", `${idle.length === 1 ? "fault" : "faults"} ${idle.join(", ")} ${UNSTRUCK}`, columns);
}
