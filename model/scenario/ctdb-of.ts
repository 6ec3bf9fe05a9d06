import type { CtdbVersion, LockDesign, Pnn } from "../words/index.ts";
import type { Scenario } from "./scenario.ts";

/** CTDB's version on a node of a scenario. */
export function versionOn(ctdb: Scenario["ctdb"], pnn: Pnn): CtdbVersion {
  return (typeof ctdb === "object" ? ctdb[pnn] : ctdb) ?? "head";
}

/** CTDB's versions that run somewhere in a scenario, each once. */
export function versionsIn(ctdb: Scenario["ctdb"]): readonly CtdbVersion[] {
  return typeof ctdb === "object" ? [...new Set(ctdb)] : [ctdb ?? "head"];
}

/** A version that runs somewhere and cannot have such a lock: up to 4.4 there are no lock helpers. */
export function versionWithout(lock: LockDesign, ctdb: Scenario["ctdb"]): CtdbVersion | undefined {
  return lock === "fcntl" || lock === "none" ? undefined : versionsIn(ctdb).find((version) => version === "4.3");
}
