import type { Scenario } from "../../model/index.ts";
import { counted } from "../count-text.ts";

/** Most databases that are named one by one. */
const NAMED_MAX = 8;

/** The databases of a scenario in a line; undefined if it has none. Not yet {@link printable}. */
export function databasesText({ databases = [] }: Pick<Scenario, "databases">): string | undefined {
  if (databases.length === 0) return undefined;
  const named = databases.slice(0, NAMED_MAX).map(({ name, kind, priority }) => {
    return `${name} (${kind}${priority === undefined ? "" : `, priority ${priority}`})`;
  });
  const more = databases.length - named.length;
  return `${named.join(", ")}${more === 0 ? "" : ` and ${more} more`}`;
}

/** How much the clients of a scenario have to do; undefined: nothing. */
export function jobsText({ jobs = [] }: Pick<Scenario, "jobs">): string | undefined {
  if (jobs.length === 0) return undefined;
  const clients = new Set(jobs.map(({ node, client }) => `${node} ${client}`)).size;
  return `${counted(jobs.length, "job")} of ${counted(clients, "client")}`;
}
