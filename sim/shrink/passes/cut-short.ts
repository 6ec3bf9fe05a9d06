import { firstAskAfterEndUs, type Scenario } from "../../../model/index.ts";
import type { Search } from "../search.ts";
import { withJobs } from "../with-jobs.ts";

const SECOND = 1_000_000;

/** Leaves out what comes after the violation: faults, jobs, the heal if it came before that, the rest of the time. */
export function cutShort(search: Search): void {
  const { best, violatedAtUs } = search;
  const { heal, durationUs } = best;
  const before = <T extends { readonly atUs: number }>(list: readonly T[]): T[] =>
    list.filter(({ atUs }) => atUs <= violatedAtUs);
  const left = withJobs({ ...best, faults: before(best.faults) }, before(best.jobs ?? []));
  const { heal: _, ...unhealed } = left;
  const isHealed = heal !== undefined && heal.atUs <= violatedAtUs;
  const endUs = withinAsked(best, Math.min(durationUs, (Math.floor(violatedAtUs / SECOND) + 2) * SECOND));
  const shorter: Scenario = { ...(isHealed ? left : unhealed), durationUs: endUs };
  if (search.accepts(shorter)) return;
  if (search.accepts(left)) return;
  search.accepts({ ...best, durationUs: Math.max(endUs, heal?.atUs ?? 0) });
}

/** This end of the run, or a later one by which somebody has asked for a lock, if anybody ever does. */
function withinAsked(scenario: Scenario, durationUs: number): number {
  const firstUs = firstAskAfterEndUs({ ...scenario, durationUs });
  return firstUs === undefined ? durationUs : firstUs + 1;
}

/** Lets a run that need not be healed end without. */
export function withoutHeal(search: Search): void {
  const { heal, ...unhealed } = search.best;
  if (heal !== undefined) search.acceptsAnySeed(unhealed, 1);
}
