import type { Fault, Scenario } from "../../model/index.ts";
import { withoutNode } from "./without-node.ts";

/** The scenario's cluster with its first nodes only and nothing done to it: if it is healed, all of them are. */
export function smallCluster(scenario: Scenario, nodes: number): Scenario {
  const { heal } = scenario;
  const core = Array.from({ length: scenario.nodes }, (_, pnn) => pnn);
  let cluster: Scenario = { ...scenario, faults: [], ...(heal === undefined ? {} : { heal: { ...heal, core } }) };
  for (let last = scenario.nodes - 1; last >= nodes; last -= 1) cluster = withoutNode(cluster, last) ?? cluster;
  return cluster;
}

/**
 * The cluster with another plan of faults, watched for so long after the last of them: then it is healed, if it was, or
 * the run ends.
 */
export function withPlan(cluster: Scenario, faults: readonly Fault[], watchedUs: number, seed: string): Scenario {
  const { heal, draws, durationUs, ...rest } = cluster;
  const endUs = Math.max(0, ...faults.map(settledUs)) + watchedUs;
  // Decisions that were listed belong to another run.
  const left = { ...rest, ...(draws === undefined || draws.kind === "listed" ? {} : { draws }), faults, seed };
  if (heal === undefined) return { ...left, durationUs: endUs };
  return { ...left, heal: { ...heal, atUs: endUs }, durationUs: endUs + durationUs - heal.atUs };
}

/** When a fault has struck; a clock that was set back must have caught up when everything is healed. */
function settledUs(fault: Fault): number {
  return fault.atUs + (fault.kind === "clock-step" ? Math.max(0, -fault.byUs) : 0);
}
