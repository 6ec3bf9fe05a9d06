import type { Scenario } from "../../../model/index.ts";
import type { Search } from "../search.ts";

const SECOND = 1_000_000;
/** How long may pass before the first fault, and from one to the next: the first that does is taken. */
const gapsUs = [0, 1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120].map((seconds) => seconds * SECOND);

/** A fault or a job of the plan, by its place in its list. */
interface Happening {
  readonly list: "faults" | "jobs";
  readonly index: number;
}

/** Lets everything happen sooner: each fault or job, and the heal, as soon after the one before as it can. */
export function earlier(search: Search): void {
  const plan = inOrder(search.best);
  for (let place = 0; place <= plan.length; place += 1) soonerFrom(search, plan, place);
}

/** Faults in their order, with the jobs between them. */
function inOrder({ faults, jobs = [] }: Scenario): readonly Happening[] {
  const plan = faults.map((_, index): Happening => ({ list: "faults", index }));
  const momentOf = ({ list, index }: Happening): number => (list === "faults" ? faults : jobs)[index]?.atUs ?? 0;
  for (const [index, { atUs }] of jobs.entries()) {
    const later = plan.findIndex((each) => momentOf(each) > atUs);
    plan.splice(later === -1 ? plan.length : later, 0, { list: "jobs", index });
  }
  return plan;
}

function soonerFrom(search: Search, plan: readonly Happening[], place: number): void {
  const { best } = search;
  const momentOf = ({ list, index }: Happening): number | undefined => best[list]?.[index]?.atUs;
  const [here, before] = [plan[place], plan[place - 1]];
  const atUs = here === undefined ? best.heal?.atUs : momentOf(here);
  const beforeUs = (before === undefined ? undefined : momentOf(before)) ?? 0;
  if (atUs === undefined) return;
  for (const gapUs of gapsUs) {
    const byUs = atUs - (Math.ceil(beforeUs / SECOND) * SECOND + gapUs);
    if (byUs <= 0) return;
    if (search.acceptsAnySeed(shifted(best, plan.slice(place), byUs), 1)) return;
  }
}

/** The rest of the plan, the heal and the end, earlier by so much. */
function shifted(scenario: Scenario, rest: readonly Happening[], byUs: number): Scenario {
  const { faults, jobs, heal, durationUs } = scenario;
  const sooner =
    (list: Happening["list"]) =>
    <T extends { readonly atUs: number }>(one: T, index: number): T =>
      rest.some((each) => each.list === list && each.index === index)
        ? { ...one, atUs: soonerBy(one.atUs, byUs) }
        : one;
  return {
    ...scenario,
    faults: faults.map(sooner("faults")),
    ...(jobs === undefined ? {} : { jobs: jobs.map(sooner("jobs")) }),
    ...(heal === undefined ? {} : { heal: { ...heal, atUs: soonerBy(heal.atUs, byUs) } }),
    durationUs: durationUs - byUs,
  };
}

/** Rounding can have put a fault before the one that it follows in the plan: nothing happens before the start. */
function soonerBy(atUs: number, byUs: number): number {
  return Math.max(0, atUs - byUs);
}
