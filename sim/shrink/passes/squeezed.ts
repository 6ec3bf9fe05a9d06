import type { Scenario } from "../../../model/index.ts";
import type { Search } from "../search.ts";

const SECOND = 1_000_000;
/** How long nothing may happen: the first that does is taken. The last is longer than a leader may take to notice that it lost its lock. */
const spansUs = [10, 20, 40, 80].map((seconds) => seconds * SECOND);

/**
 * Shortens all the long times in which nothing is done to the cluster, at once: what is tried after that costs as much
 * less as the run is shorter.
 */
export function squeezed(search: Search): void {
  for (const spanUs of spansUs) {
    const candidate = withSpans(search.best, spanUs);
    if (candidate.durationUs === search.best.durationUs) return;
    if (search.acceptsAnySeed(candidate, 1)) return;
  }
}

/** The scenario with no time between two happenings, or before the first, longer than a span. */
function withSpans(scenario: Scenario, spanUs: number): Scenario {
  const { faults, jobs, heal, durationUs } = scenario;
  const list = [...faults, ...(jobs ?? []), ...(heal === undefined ? [] : [heal])];
  const moments = [...new Set(list.map(({ atUs }) => atUs))].sort((a, b) => a - b);
  const sooner = new Map<number, number>();
  let byUs = 0;
  for (const [index, atUs] of moments.entries()) {
    byUs += Math.max(0, atUs - (moments[index - 1] ?? 0) - spanUs);
    sooner.set(atUs, atUs - byUs);
  }
  const at = <T extends { readonly atUs: number }>(one: T): T => ({ ...one, atUs: sooner.get(one.atUs) ?? one.atUs });
  return {
    ...scenario,
    faults: faults.map(at),
    ...(jobs === undefined ? {} : { jobs: jobs.map(at) }),
    ...(heal === undefined ? {} : { heal: at(heal) }),
    durationUs: durationUs - byUs,
  };
}
