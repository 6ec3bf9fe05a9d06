import type { Scenario } from "../../model/index.ts";

/** How many faults, admin and workload operations a scenario has: what a person would have to do to repeat it. */
export function injectedEvents({ faults, jobs = [] }: Pick<Scenario, "faults" | "jobs">): number {
  return faults.length + jobs.length;
}

/** What its clients work with, and how much they do. */
export interface Workload {
  readonly databases: number;
  readonly clients: number;
  readonly jobs: number;
  /** Single things that jobs consist of. */
  readonly steps: number;
}

/** The work in a scenario; undefined: it has neither databases nor jobs. */
export function workloadOf({ databases = [], jobs = [] }: Pick<Scenario, "databases" | "jobs">): Workload | undefined {
  if (databases.length + jobs.length === 0) return undefined;
  const clients = new Set(jobs.map(({ node, client }) => `${node} ${client}`)).size;
  const steps = jobs.reduce((sum, { work }) => sum + work.length, 0);
  return { databases: databases.length, clients, jobs: jobs.length, steps };
}

/** Decisions of its run that are not the least, if the scenario lists them. */
export function listedDecisions({ draws }: Pick<Scenario, "draws">): number | undefined {
  if (draws?.kind !== "listed") return undefined;
  return Object.values(draws.decisions).reduce((sum, list) => sum + list.length, 0);
}
