import type { DatabaseSpec } from "../database/index.ts";
import type { Copies, Effect } from "../effect/index.ts";
import type { ProcessData } from "../process/index.ts";
import { type Pnn, servedDesigns, UNKNOWN } from "../words/index.ts";

/** The database of who serves what (our design): a record for each address, written by takeover runs alone. */
export const servedDatabase = { name: "ctdb_public_ips.tdb", kind: "replicated" } as const satisfies DatabaseSpec;

/** Does it stand there who serves what, as a process of this cluster goes by it? */
export function areOwnersReplicated({ ownersIn = "lists" }: ProcessData): boolean {
  return servedDesigns[ownersIn].isReplicated;
}

/** Reads the copy of its node, if it stands there. */
export function readServed(data: ProcessData): Effect | undefined {
  return areOwnersReplicated(data) ? { kind: "file", call: { op: "read", db: servedDatabase.name } } : undefined;
}

/** Whom a copy of the database names for an address; UNKNOWN: nobody. */
export function namedIn(copies: Copies | undefined, address: string): Pnn {
  const value = copies?.[address]?.value;
  return value === undefined ? UNKNOWN : Number(value);
}

/** A record that names a node. */
export function ownerValue(pnn: Pnn): string {
  return String(pnn);
}
