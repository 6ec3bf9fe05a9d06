import type { Pnn, Scenario } from "../../../model/index.ts";
import { renumbered, renumberedJob } from "../../nemesis/index.ts";
import type { Search } from "../search.ts";
import { movedJobs, withJobs } from "../with-jobs.ts";
import { withoutNode } from "../without-node.ts";

/** Takes nodes away, the last one first. */
export function fewerNodes(search: Search, otherSeeds: number): void {
  for (let pnn = search.best.nodes - 1; pnn >= 0; pnn -= 1) {
    const candidate = withoutNode(search.best, pnn);
    if (candidate === undefined || search.acceptsAnySeed(candidate, otherSeeds)) continue;
    turned(search.best, pnn).some((other) => search.accepts(other));
  }
}

/**
 * The cluster without a node, whose clients go on at another one; what happens happens there, or so many nodes further.
 * Where a record is kept follows from its key and from the nodes that there are, so with fewer nodes the same thing may
 * have to happen to others.
 */
function turned(scenario: Scenario, gone: Pnn): readonly Scenario[] {
  const { jobs = [], nodes } = scenario;
  if (jobs.length === 0) return [];
  const rescued = movedJobs(jobs, ({ node }) => (node === gone ? { node: gone === 0 ? 1 : gone - 1 } : {}));
  const left = withoutNode(withJobs(scenario, rescued), gone);
  return left === undefined ? [] : Array.from({ length: nodes - 1 }, (_, further) => turnedBy(left, further));
}

function turnedBy(scenario: Scenario, further: number): Scenario {
  const { nodes, jobs = [], faults, heal } = scenario;
  const newOf = Array.from({ length: nodes }, (_, pnn) => (pnn + further) % nodes);
  return {
    ...scenario,
    jobs: jobs.map((job) => renumberedJob(job, newOf)),
    faults: faults.map((fault) => renumbered(fault, newOf)),
    ...(heal === undefined ? {} : { heal: { ...heal, core: heal.core.map((pnn) => newOf[pnn] ?? pnn) } }),
  };
}
