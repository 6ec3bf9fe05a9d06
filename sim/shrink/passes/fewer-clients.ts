import type { Job } from "../../../model/index.ts";
import type { Search } from "../search.ts";
import { CLIENT_MAX, movedJobs, withJobs } from "../with-jobs.ts";

/** Gives the jobs of a node to clients of another one, then those of one client to another of the same node. */
export function fewerClients(search: Search, otherSeeds: number): void {
  for (const from of nodesOf(search).reverse()) {
    nodesOf(search).some((to) => to !== from && isMoved(search, from, to, otherSeeds));
  }
  for (const node of nodesOf(search)) {
    for (const from of clientsOf(search, node).reverse()) {
      clientsOf(search, node).some((to) => to < from && isMerged(search, node, from, to));
    }
  }
  numberedAnew(search);
}

/** The jobs of one node to another, where they are other clients' than those that are there. */
function isMoved(search: Search, from: number, to: number, otherSeeds: number): boolean {
  const first = Math.max(...clientsOf(search, to)) + 1;
  if (first + Math.max(...clientsOf(search, from)) > CLIENT_MAX) return false;
  const jobs = movedJobs(jobsOf(search), ({ node, client }) =>
    node === from ? { node: to, client: first + client } : {},
  );
  return search.acceptsAnySeed(withJobs(search.best, jobs), otherSeeds);
}

function isMerged(search: Search, node: number, from: number, to: number): boolean {
  const jobs = movedJobs(jobsOf(search), (job) => (job.node === node && job.client === from ? { client: to } : {}));
  return search.accepts(withJobs(search.best, jobs));
}

/** The clients of each node are 0, 1 … again. */
function numberedAnew(search: Search): void {
  const jobs = movedJobs(jobsOf(search), ({ node, client }) => ({ client: clientsOf(search, node).indexOf(client) }));
  search.accepts(withJobs(search.best, jobs));
}

function jobsOf({ best }: Search): readonly Job[] {
  return best.jobs ?? [];
}

/** The nodes whose clients have something to do, ascending. */
function nodesOf(search: Search): number[] {
  return ascending(jobsOf(search).map(({ node }) => node));
}

/** The clients of a node that have something to do, ascending. */
function clientsOf(search: Search, node: number): number[] {
  return ascending(jobsOf(search).flatMap((job) => (job.node === node ? [job.client] : [])));
}

function ascending(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}
