import type { Scenario } from "../../model/index.ts";
import { UsageError } from "../usage-error.ts";
import type { RunRequest } from "./request.ts";

/** A scenario with the design of grace, and the budget of its window, that were asked for. */
export function withGrace({ grace, maxWindowUs }: RunRequest, scenario: Scenario): Scenario {
  const { nfs } = scenario;
  if (grace === undefined && maxWindowUs === undefined) return scenario;
  if (nfs === undefined)
    throw new UsageError(
      grace === undefined
        ? "--max-window: nobody locks files in this run; give --grace, or a scenario with nfs"
        : "--grace: there is nobody who locks files; give a scenario with nfs, or public addresses to reach servers by",
    );
  return {
    ...scenario,
    nfs: { ...nfs, ...(grace === undefined ? {} : { grace }), ...(maxWindowUs === undefined ? {} : { maxWindowUs }) },
  };
}
