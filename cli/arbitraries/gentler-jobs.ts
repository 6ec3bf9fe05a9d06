import type { Arbitrary } from "fast-check";
import type { Job, Scenario, Work } from "../../model/index.ts";
import { fastCheck } from "./fast-check.ts";

const s = 1_000_000;

/** Round lengths of time that shrunk work may take, microseconds. */
const LENGTHS = [10_000, 100_000, 1 * s, 2 * s, 5 * s, 10 * s];

/** A number below a list's length takes an entry of it, any other leaves things as they are: mostly they stay, and shrink later. */
const STEPS = 199;

/** What clients of a scenario do, and the databases they do it with. */
export type Workload = Pick<Scenario, "databases" | "jobs">;

/**
 * Some of a scenario's jobs, in their order; each as it is, or ended early, or with less time spent. Of the databases all,
 * or only those that are still named: so their order, in which records are locked, stays.
 */
export function gentlerJobs({ databases, jobs, faults }: Scenario): Arbitrary<Workload> {
  const fc = fastCheck();
  if (databases === undefined || jobs === undefined) {
    return fc.constant({ ...(databases === undefined ? {} : { databases }), ...(jobs === undefined ? {} : { jobs }) });
  }
  const struck = faults.flatMap((fault) => ("db" in fault ? [fault.db] : []));
  return fc.subarray(jobs.map((_, index) => index)).chain((kept) => {
    const fewer = fc.tuple(...kept.map((index) => gentlerJob(jobs[index] as Job)));
    return fc.record({ left: fewer, isAll: fc.boolean() }).map(({ left, isAll }) => {
      const named = new Set([...struck, ...left.flatMap(({ work }) => work.flatMap(dbOf))]);
      return { jobs: left, databases: isAll ? databases : databases.filter(({ name }) => named.has(name)) };
    });
  });
}

function gentlerJob(job: Job): Arbitrary<Job> {
  const fc = fastCheck();
  const step = fc.nat(STEPS);
  return fc.record({ length: step, amount: step }).map(({ length, amount }) => ({
    ...job,
    work: job.work.slice(0, length + 1).map((one) => shorter(one, amount)),
  }));
}

function shorter(work: Work, step: number): Work {
  if (work.do !== "work") return work;
  const less = LENGTHS.filter((lengthUs) => lengthUs < work.forUs)[step];
  return less === undefined ? work : { ...work, forUs: less };
}

function dbOf(work: Work): string[] {
  return "db" in work ? [work.db] : [];
}
