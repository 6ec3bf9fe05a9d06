import type { DatabaseSpec } from "../database/index.ts";
import type { Copies } from "../effect/index.ts";
import type { Pnn } from "../words/index.ts";

/** The database of connections (our design): a record for each address and each node that has served it, written by that node. */
export const ticklesDatabase = { name: "ctdb_tickles.tdb", kind: "replicated" } as const satisfies DatabaseSpec;

/** Key of the list that a node keeps of an address. */
export function listKey(address: string, pnn: Pnn): string {
  return `${address} ${pnn}`;
}

/** The connections that stand in a record; undefined: there is none. */
export function connectionsIn(value: string | undefined): readonly number[] {
  return value === undefined ? [] : (JSON.parse(value) as number[]);
}

/** A record of these connections. */
export function listValue(connections: readonly number[]): string {
  return JSON.stringify(connections);
}

/** The connections to an address, whichever node had them. */
export function connectionsTo(address: string, copies: Copies): readonly number[] {
  const keys = Object.keys(copies).filter((key) => key.startsWith(`${address} `));
  return keys.sort().flatMap((key) => connectionsIn(copies[key]?.value));
}
