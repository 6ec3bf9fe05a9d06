import type { Fault } from "../../../model/index.ts";
import { aims, pairs } from "../leader-aims.ts";
import type { Search } from "../search.ts";
import { smallCluster, withPlan } from "../small-cluster.ts";

/** Events of the kernel that this may cost, in the smallest clusters and in that of the best scenario. */
const SMALL_EVENTS_MAX = 300_000;
const EVENTS_MAX = 1_500_000;
/** How long a small cluster is watched, microseconds. */
const watchedUs = 40_000_000;
/** One fault well after the other: longer than a leader may take to notice that it lost the lock (W), microseconds. */
const apart = [[20_000_000, 35_000_000]] as const;

/**
 * Faults are often there only to move the leadership to where another one strikes. So each is tried alone, on whoever
 * leads, at moments that matter: at the start, and once the cluster has settled; then any two, one well after the other.
 */
export function onTheLeader(search: Search): void {
  const { faults } = search.best;
  if (faults.length < 2 || inSmallClusters(search)) return;
  const lastEvent = search.events + EVENTS_MAX;
  for (const plan of plans(faults)) {
    if (search.events >= lastEvent) return;
    if (plan.length < faults.length && search.acceptsAnySeed({ ...search.best, faults: plan }, 1)) return;
  }
}

/** Tries each fault alone in clusters of one and two nodes, where a run costs little. */
function inSmallClusters(search: Search): boolean {
  const { best } = search;
  const onHosts = best.faults.filter((fault) => "host" in fault);
  return [1, 2]
    .filter((nodes) => nodes <= best.nodes)
    .some((nodes) => {
      const cluster = smallCluster(best, nodes);
      const lastEvent = search.events + SMALL_EVENTS_MAX;
      for (const aimed of aims(onHosts)) {
        if (search.events >= lastEvent) return false;
        if (search.accepts(withPlan(cluster, [aimed], watchedUs, best.seed))) return true;
      }
      return false;
    });
}

function* plans(faults: readonly Fault[]): Generator<readonly Fault[]> {
  for (const aimed of aims(faults)) yield [aimed];
  yield* pairs(faults, apart);
}
