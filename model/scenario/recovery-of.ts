import type { Pnn, RecoveryDesign } from "../words/index.ts";
import type { Scenario } from "./scenario.ts";

/** The design of recovery that a node knows. */
export function recoveryOn(recovery: Scenario["recovery"], pnn: Pnn): RecoveryDesign {
  return (typeof recovery === "object" ? recovery[pnn] : recovery) ?? "parallel";
}

/** Every design of recovery that some node knows. */
export function recoveriesIn(recovery: Scenario["recovery"]): readonly RecoveryDesign[] {
  return typeof recovery === "object" ? [...new Set(recovery)] : [recovery ?? "parallel"];
}
