import type { Fault, Job, Scenario } from "../../model/index.ts";
import { CLIENT_MAX, movedJobs, withJobs } from "./with-jobs.ts";
import { withoutNode } from "./without-node.ts";

/**
 * The scenario's cluster with its first nodes only and nothing done to it: if it is healed, all of them are. What the
 * clients of the others do is done there, by other clients.
 */
export function smallCluster(scenario: Scenario, nodes: number): Scenario {
  const { heal } = scenario;
  const core = Array.from({ length: scenario.nodes }, (_, pnn) => pnn);
  const within = withJobs(scenario, jobsWithin(scenario.jobs ?? [], nodes));
  let cluster: Scenario = { ...within, faults: [], ...(heal === undefined ? {} : { heal: { ...heal, core } }) };
  for (let last = scenario.nodes - 1; last >= nodes; last -= 1) cluster = withoutNode(cluster, last) ?? cluster;
  return cluster;
}

function jobsWithin(jobs: readonly Job[], nodes: number): readonly Job[] {
  const apart = Math.max(0, ...jobs.map(({ client }) => client)) + 1;
  return movedJobs(jobs, ({ node, client }) => ({
    node: node % nodes,
    client: Math.min(CLIENT_MAX, client + apart * Math.floor(node / nodes)),
  }));
}

/**
 * The cluster with another plan of faults, watched for so long after the last of them and the last job: then it is healed, if it was, or
 * the run ends.
 */
export function withPlan(cluster: Scenario, faults: readonly Fault[], watchedUs: number, seed: string): Scenario {
  const { heal, draws, durationUs, ...rest } = cluster;
  const begunUs = (cluster.jobs ?? []).map(({ atUs }) => atUs);
  const endUs = Math.max(0, ...begunUs, ...faults.map(settledUs)) + watchedUs;
  // Decisions that were listed belong to another run.
  const left = { ...rest, ...(draws === undefined || draws.kind === "listed" ? {} : { draws }), faults, seed };
  if (heal === undefined) return { ...left, durationUs: endUs };
  return { ...left, heal: { ...heal, atUs: endUs }, durationUs: endUs + durationUs - heal.atUs };
}

/** When a fault has struck; a clock that was set back must have caught up when everything is healed. */
function settledUs(fault: Fault): number {
  return fault.atUs + (fault.kind === "clock-step" ? Math.max(0, -fault.byUs) : 0);
}
