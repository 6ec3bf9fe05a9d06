import type { Scenario } from "../../model/index.ts";

/** How many faults, admin and workload operations a scenario has: what a person would have to do to repeat it. */
export function injectedEvents({ faults }: Pick<Scenario, "faults">): number {
  return faults.length;
}

/** Decisions of its run that are not the least, if the scenario lists them. */
export function listedDecisions({ draws }: Pick<Scenario, "draws">): number | undefined {
  if (draws?.kind !== "listed") return undefined;
  return Object.values(draws.decisions).reduce((sum, list) => sum + list.length, 0);
}
