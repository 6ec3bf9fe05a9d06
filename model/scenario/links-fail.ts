import type { Scenario } from "./scenario.ts";

/** May an interface of public addresses lose its link? */
export function linksFail({ faults }: Pick<Scenario, "faults">): boolean {
  return faults.some(({ kind }) => kind === "link-down");
}
