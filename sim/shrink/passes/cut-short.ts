import type { Scenario } from "../../../model/index.ts";
import type { Search } from "../search.ts";

const SECOND = 1_000_000;

/** Leaves out what comes after the violation: faults, the heal if it came before that, the rest of the time. */
export function cutShort(search: Search): void {
  const { best, violatedAtUs } = search;
  const before = best.faults.filter(({ atUs }) => atUs <= violatedAtUs);
  const { heal, ...unhealed } = best;
  const isHealed = heal !== undefined && heal.atUs <= violatedAtUs;
  const endUs = Math.min(best.durationUs, (Math.floor(violatedAtUs / SECOND) + 2) * SECOND);
  const shorter: Scenario = { ...(isHealed ? best : unhealed), faults: before, durationUs: endUs };
  if (search.accepts(shorter)) return;
  if (search.accepts({ ...best, faults: before })) return;
  search.accepts({ ...best, durationUs: Math.max(endUs, heal?.atUs ?? 0) });
}

/** Lets a run that need not be healed end without. */
export function withoutHeal(search: Search): void {
  const { heal, ...unhealed } = search.best;
  if (heal !== undefined) search.acceptsAnySeed(unhealed, 1);
}
