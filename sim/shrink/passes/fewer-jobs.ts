import type { Job, Scenario } from "../../../model/index.ts";
import { reduceList } from "../reduce-list.ts";
import type { Search } from "../search.ts";
import { withDatabases, withJobs, withWork } from "../with-jobs.ts";

/** Other seeds are worth their time for a piece of at least this part of the jobs, or if there are few. */
const LARGE_PIECE = 1 / 4;
const FEW_JOBS = 8;

/** What most failures do not need: databases and whoever uses them. */
export function withoutClients(search: Search, otherSeeds: number): void {
  const { databases, jobs } = search.best;
  if (databases === undefined && jobs === undefined) return;
  search.acceptsAnySeed(withDatabases(withJobs(search.best, []), []), otherSeeds);
}

/** Leaves out jobs, many at a time, then one by one, until each that is left is needed. */
export function fewerJobs(search: Search, otherSeeds: number): void {
  const jobs = (): readonly Job[] => search.best.jobs ?? [];
  for (let before = -1; before !== jobs().length; ) {
    before = jobs().length;
    reduceList(
      () => jobs().length,
      (from, to) => {
        const all = jobs();
        const left = all.filter((_, index) => index < from || index >= to);
        const isWorth = all.length <= FEW_JOBS || to - from >= all.length * LARGE_PIECE;
        search.acceptsAnySeed(withJobs(search.best, left), isWorth ? otherSeeds : 0);
      },
    );
  }
}

/** Leaves out databases that nobody names, then others, each with all that is done with it. */
export function fewerDatabases(search: Search): void {
  search.accepts(attachedEverywhere(search.best));
  const { databases = [] } = search.best;
  const idle = databases.filter(({ name }) => !isNamed(search.best, name)).map(({ name }) => name);
  if (idle.length > 0) search.accepts(withoutDatabases(search.best, idle));
  for (const { name } of [...databases].reverse()) {
    if (search.best.databases?.some((left) => left.name === name) !== true) continue;
    search.accepts(withoutDatabases(search.best, [name]));
  }
}

function isNamed({ jobs = [], faults }: Scenario, name: string): boolean {
  return jobs.some(({ work }) => work.some((one) => "db" in one && one.db === name)) || faults.some(isOf([name]));
}

/** The scenario with all databases on every node from its start, so that nobody attaches one. */
function attachedEverywhere(scenario: Scenario): Scenario {
  const { databases = [], jobs = [] } = scenario;
  const plain = databases.map(({ attachedByClients: _, ...spec }) => spec);
  return withJobs(
    withDatabases(scenario, plain),
    withWork(jobs, ({ do: kind }) => kind !== "attach"),
  );
}

/** The scenario without these databases, and without the work and the faults that name them. */
function withoutDatabases(scenario: Scenario, names: readonly string[]): Scenario {
  const { databases = [], jobs = [], faults } = scenario;
  const strikes = isOf(names);
  const left = { ...scenario, faults: faults.filter((fault) => !strikes(fault)) };
  return withDatabases(
    withJobs(
      left,
      withWork(jobs, (work) => !("db" in work && names.includes(work.db))),
    ),
    databases.filter(({ name }) => !names.includes(name)),
  );
}

/** Does a fault strike one of these databases? */
function isOf(names: readonly string[]): (fault: object) => boolean {
  return (fault) => "db" in fault && names.some((name) => name === fault.db);
}
