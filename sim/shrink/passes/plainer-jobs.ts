import type { Job, Work } from "../../../model/index.ts";
import { reduceList } from "../reduce-list.ts";
import { plainerLengths, plainerMoments } from "../round-times.ts";
import type { Search } from "../search.ts";
import { withJobs, withWork } from "../with-jobs.ts";

/** Kinds of work that are told in fewer words if all of one kind is left out. */
const kinds: readonly Work["do"][] = ["send", "unlock", "delete", "write", "transact", "work"];

/** Leaves out work: all of one kind, then pieces, then one thing at a time. A job of which nothing is left is left out. */
export function lessWork(search: Search): void {
  for (const kind of kinds) {
    search.accepts(
      withJobs(
        search.best,
        withWork(jobsOf(search), (one) => one.do !== kind),
      ),
    );
  }
  reduceList(
    () => jobsOf(search).reduce((sum, { work }) => sum + work.length, 0),
    (from, to) => {
      const jobs = jobsOf(search);
      const firsts = jobs.map((_, index) => jobs.slice(0, index).reduce((sum, { work }) => sum + work.length, 0));
      const left = withWork(jobs, (_, step, job) => {
        const at = (firsts[job] ?? 0) + step;
        return at < from || at >= to;
      });
      search.accepts(withJobs(search.best, left));
    },
  );
}

/** Makes each job simpler: a round moment, short times of work. */
export function plainerJobs(search: Search): void {
  for (let index = 0; index < jobsOf(search).length; index += 1) {
    const { atUs = 0, work = [] } = jobsOf(search)[index] ?? {};
    plainerMoments(atUs).some((nearest) => isChanged(search, index, (job) => ({ ...job, atUs: nearest })));
    for (const [step, one] of work.entries()) {
      if (one.do !== "work") continue;
      plainerLengths(one.forUs).some((forUs) =>
        isChanged(search, index, (job) => ({ ...job, work: job.work.with(step, { ...one, forUs }) })),
      );
    }
  }
}

function isChanged(search: Search, index: number, changed: (job: Job) => Job): boolean {
  const jobs = jobsOf(search).map((job, each) => (each === index ? changed(job) : job));
  return search.accepts(withJobs(search.best, jobs));
}

function jobsOf({ best }: Search): readonly Job[] {
  return best.jobs ?? [];
}
