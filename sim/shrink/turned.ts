import type { Pnn, Scenario } from "../../model/index.ts";
import { renumbered, renumberedJob } from "../nemesis/index.ts";
import { movedJobs, withJobs } from "./with-jobs.ts";
import { withoutNode } from "./without-node.ts";

/** The nodes to which something happens, or whose clients do something. */
export function busyNodes(scenario: Scenario): readonly Pnn[] {
  const { nodes, faults, jobs = [] } = scenario;
  return Array.from({ length: nodes }, (_, pnn) => pnn).filter((pnn) => {
    const left = withoutNode(scenario, pnn);
    return left === undefined || left.faults.length < faults.length || (left.jobs ?? []).length < jobs.length;
  });
}

/** The cluster with so many nodes, without some to which nothing happens; undefined: nobody would be left at the end. */
export function withoutIdle(scenario: Scenario, nodes: number): Scenario | undefined {
  const busy = new Set(busyNodes(scenario));
  let left: Scenario | undefined = scenario;
  for (let pnn = scenario.nodes - 1; pnn >= 0 && left !== undefined && left.nodes > nodes; pnn -= 1) {
    if (!busy.has(pnn)) left = withoutNode(left, pnn);
  }
  return left;
}

/** The clients of a node go on at another one. */
export function rescued(scenario: Scenario, gone: Pnn): Scenario {
  const to = gone === 0 ? 1 : gone - 1;
  return withJobs(
    scenario,
    movedJobs(scenario.jobs ?? [], ({ node }) => (node === gone ? { node: to } : {})),
  );
}

/** The same cluster, where what happens happens there, or one node further, two … */
export function turns(scenario: Scenario): readonly Scenario[] {
  return Array.from({ length: scenario.nodes }, (_, further) => turnedBy(scenario, further));
}

function turnedBy(scenario: Scenario, further: number): Scenario {
  const { nodes, jobs = [], faults, heal } = scenario;
  const newOf = Array.from({ length: nodes }, (_, pnn) => (pnn + further) % nodes);
  const moved = jobs.map((job) => renumberedJob(job, newOf));
  return {
    ...withJobs(scenario, moved),
    faults: faults.map((fault) => renumbered(fault, newOf)),
    ...(heal === undefined ? {} : { heal: { ...heal, core: heal.core.map((pnn) => newOf[pnn] ?? pnn) } }),
  };
}
