import { counted } from "./count-text.ts";
import type { ScenarioSize } from "./shrink-note.ts";

/** Faults and admin operations of a scenario; the jobs of its clients are told apart. */
export function faultsIn({ events, workload }: ScenarioSize): number {
  return events - (workload?.jobs ?? 0);
}

/** What clients work with and do, in parts of a list; none: there are no databases. */
export function workloadWords({ workload }: ScenarioSize): readonly string[] {
  if (workload === undefined) return [];
  const { databases, clients, jobs, steps } = workload;
  const done =
    jobs === 0 ? [] : [`${counted(jobs, "job")} (${counted(steps, "step")}) of ${counted(clients, "client")}`];
  return [counted(databases, "database"), ...done];
}
