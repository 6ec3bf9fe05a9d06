import type { Scenario } from "../../model/index.ts";
import { UsageError } from "../usage-error.ts";
import { folderNfs } from "./folder-nfs.ts";
import type { RunRequest } from "./request.ts";

/** A scenario with the design of grace, and the budget of its window, that were asked for, over the folder's file system. */
export function withGrace({ grace, maxWindowUs, configured }: RunRequest, scenario: Scenario): Scenario {
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
    nfs: {
      ...nfs,
      ...(configured === undefined ? {} : folderNfs(configured.configuration)),
      ...(grace === undefined ? {} : { grace }),
      ...(maxWindowUs === undefined ? {} : { maxWindowUs }),
    },
  };
}
