import type { DatabaseSpec, Job, Scenario, Work } from "../../model/index.ts";

/** Highest number that a client of a node may have in a scenario file. */
export const CLIENT_MAX = 99;

/** The scenario with these jobs instead of its own; without any it does not speak of jobs. */
export function withJobs(scenario: Scenario, jobs: readonly Job[]): Scenario {
  const { jobs: _, ...rest } = scenario;
  const possible = withoutUnattached(scenario, withoutUnlocked(jobs));
  return possible.length === 0 ? rest : { ...scenario, jobs: possible };
}

/** The jobs without what they do with a database that they would have to attach first, and do not. */
function withoutUnattached({ databases = [] }: Scenario, jobs: readonly Job[]): readonly Job[] {
  const later = databases.flatMap(({ name, attachedByClients }) => (attachedByClients === true ? [name] : []));
  if (later.length === 0) return jobs;
  return withWork(jobs, (one, step, job) => {
    if (!("db" in one) || one.do === "attach" || !later.includes(one.db)) return true;
    const before = jobs[job]?.work.slice(0, step) ?? [];
    return before.some((each) => each.do === "attach" && each.db === one.db);
  });
}

/** The jobs without writes and unlocks of records that are not locked: they come to nothing, and a scenario file has none. */
function withoutUnlocked(jobs: readonly Job[]): readonly Job[] {
  return withWork(jobs, (one, step, job) => {
    if (one.do !== "write" && one.do !== "delete" && one.do !== "unlock") return true;
    const last = jobs[job]?.work
      .slice(0, step)
      .findLast((each) => (each.do === "lock" || each.do === "unlock") && each.db === one.db && each.key === one.key);
    return last?.do === "lock";
  });
}

/** The scenario with these databases instead of its own; without any it does not speak of databases. */
export function withDatabases(scenario: Scenario, databases: readonly DatabaseSpec[]): Scenario {
  const { databases: _, ...rest } = scenario;
  return databases.length === 0 ? rest : { ...scenario, databases };
}

/** The jobs with some of their work; a job of which nothing is left is none. */
export function withWork(
  jobs: readonly Job[],
  isKept: (work: Work, step: number, job: number) => boolean,
): readonly Job[] {
  return jobs.flatMap((job, index) => {
    const work = job.work.filter((one, step) => isKept(one, step, index));
    return work.length === 0 ? [] : [work.length === job.work.length ? job : { ...job, work }];
  });
}

/** The jobs, each given to whom `moved` says. */
export function movedJobs(
  jobs: readonly Job[],
  moved: (job: Job) => Partial<Pick<Job, "node" | "client">>,
): readonly Job[] {
  return jobs.map((job) => ({ ...job, ...moved(job) }));
}
