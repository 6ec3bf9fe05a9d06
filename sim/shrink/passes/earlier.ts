import type { Fault, Scenario } from "../../../model/index.ts";
import type { Search } from "../search.ts";

const SECOND = 1_000_000;
/** How long may pass before the first fault, and from one to the next: the first that does is taken. */
const gapsUs = [0, 1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120].map((seconds) => seconds * SECOND);

/** Lets everything happen sooner: each fault, and the heal, as soon after the one before as it can. */
export function earlier(search: Search): void {
  for (let index = 0; index <= search.best.faults.length; index += 1) soonerFrom(search, index);
}

function soonerFrom(search: Search, index: number): void {
  const momentOf = (scenario: Scenario): number | undefined =>
    index < scenario.faults.length ? scenario.faults[index]?.atUs : scenario.heal?.atUs;
  const atUs = momentOf(search.best);
  const beforeUs = search.best.faults[index - 1]?.atUs ?? 0;
  if (atUs === undefined) return;
  for (const gapUs of gapsUs) {
    const byUs = atUs - (Math.ceil(beforeUs / SECOND) * SECOND + gapUs);
    if (byUs <= 0) return;
    if (search.acceptsAnySeed(shifted(search.best, index, byUs), 1)) return;
  }
}

/** The faults from `index` on, the heal and the end, earlier by so much. */
function shifted(scenario: Scenario, index: number, byUs: number): Scenario {
  const { faults, heal, durationUs } = scenario;
  return {
    ...scenario,
    faults: faults.map((fault, each): Fault => (each < index ? fault : { ...fault, atUs: soonerBy(fault.atUs, byUs) })),
    ...(heal === undefined ? {} : { heal: { ...heal, atUs: soonerBy(heal.atUs, byUs) } }),
    durationUs: durationUs - byUs,
  };
}

/** Rounding can have put a fault before the one that it follows in the plan: nothing happens before the start. */
function soonerBy(atUs: number, byUs: number): number {
  return Math.max(0, atUs - byUs);
}
