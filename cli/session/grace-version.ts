import { graceDesigns, type Scenario } from "../../model/index.ts";
import { UsageError } from "../usage-error.ts";

/**
 * Servers that enter grace before any release do so at startipreallocate: of CTDB before 4.21 nobody calls that, and such a
 * design would be judged without its grace (facts/ip-nfs.md §4.1, §4.3). Design and version may each be of the scenario's
 * file or of an option.
 */
export function refuseOldRuns({ nfs, ctdb = "head" }: Scenario): void {
  if (nfs === undefined) return;
  const { who, when } = graceDesigns[nfs.grace];
  const old = (typeof ctdb === "string" ? [ctdb] : ctdb).find((version) => version !== "head");
  if (old === undefined || who === "none" || when !== "before-release") return;
  throw new UsageError(
    `grace ${nfs.grace} with ctdb ${old}: its servers enter grace at startipreallocate, which takeover runs have from 4.21 on, not ${old}; take ctdb head, or a design that enters after takeip ("cluster-sim graces")`,
  );
}
