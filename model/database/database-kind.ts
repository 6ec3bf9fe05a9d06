/**
 * How a database is kept. Volatile: one authoritative copy of each record, at its dmaster, gone with the last daemon.
 * Persistent: a full copy on each node, written by transactions. Replicated: the same, cleared at the start.
 */
export type DatabaseKind = "volatile" | "persistent" | "replicated";

/** Is there a full copy on every node? */
export function isReplicated(kind: DatabaseKind): boolean {
  return kind !== "volatile";
}
