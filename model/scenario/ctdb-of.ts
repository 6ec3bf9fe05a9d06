import type { CtdbVersion, Pnn } from "../words/index.ts";
import type { Scenario } from "./scenario.ts";

/** CTDB's version on a node of a scenario. */
export function versionOn(ctdb: Scenario["ctdb"], pnn: Pnn): CtdbVersion {
  return (typeof ctdb === "object" ? ctdb[pnn] : ctdb) ?? "head";
}

/** CTDB's versions that run somewhere in a scenario, each once. */
export function versionsIn(ctdb: Scenario["ctdb"]): readonly CtdbVersion[] {
  return typeof ctdb === "object" ? [...new Set(ctdb)] : [ctdb ?? "head"];
}
