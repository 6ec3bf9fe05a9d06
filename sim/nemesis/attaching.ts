import { type DatabaseSpec, GLOBAL_LOCKS, type Job, type Scenario, type Work } from "../../model/index.ts";
import { drawChance, drawOneOf, seeded } from "../choices/index.ts";

/**
 * In one run of four a volatile database is there only when a client has attached it, which each job that uses it does
 * before anything else: with nothing locked (no-attach-under-a-lock). From a stream of its own.
 */
export function withAttaching<T extends Pick<Scenario, "databases" | "jobs">>(seed: string, drawn: T): T {
  const { databases = [], jobs = [] } = drawn;
  const choices = seeded(`${seed}/attaching`);
  const possible = databases.filter(({ kind, name }) => kind === "volatile" && name !== GLOBAL_LOCKS);
  if (possible.length === 0 || !drawChance(choices, "some", 1, 4)) return drawn;
  const later = drawOneOf(choices, "which", possible);
  return {
    ...drawn,
    databases: databases.map((spec) => (spec === later ? attachedByClients(spec) : spec)),
    jobs: jobs.map((job) => attaching(job, later)),
  };
}

/** The database as one that only clients attach. */
export function attachedByClients(spec: DatabaseSpec): DatabaseSpec {
  return { ...spec, attachedByClients: true };
}

/** What a client does to attach it. */
export function attach({ name, priority }: DatabaseSpec): Work {
  return { do: "attach", db: name, ...(priority === undefined ? {} : { priority }) };
}

function attaching(job: Job, later: DatabaseSpec): Job {
  const uses = job.work.some((one) => "db" in one && one.db === later.name);
  return uses ? { ...job, work: [attach(later), ...job.work] } : job;
}
