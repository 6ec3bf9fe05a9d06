import type { Destination, Pnn } from "../words/index.ts";

/** One thing a client of a cluster does; locks that are left at the end of its job are released then. */
export type Work =
  /** Lock a record: it is brought to this node if it is elsewhere. */
  | { readonly do: "lock"; readonly db: string; readonly key: string }
  /** Write a new value, or delete the record: it must be locked. */
  | { readonly do: "write"; readonly db: string; readonly key: string }
  | { readonly do: "delete"; readonly db: string; readonly key: string }
  /** Read a record without a lock: a copy to read will do, where the database has such. */
  | { readonly do: "read"; readonly db: string; readonly key: string }
  /** Do something that has nothing to do with the cluster, whatever is locked meanwhile. */
  | { readonly do: "work"; readonly forUs: number }
  /** Attach a database that nodes do not have from the start: whoever uses it does so first, in the same job. */
  | { readonly do: "attach"; readonly db: string; readonly priority?: 1 | 2 | 3 }
  | { readonly do: "unlock"; readonly db: string; readonly key: string }
  /** Send a message to a node or a set of nodes: to the client of that number there; absent: to all. */
  | { readonly do: "send"; readonly to: Destination; readonly client?: number }
  /** Write a persistent or replicated database in a transaction. */
  | { readonly do: "transact"; readonly db: string; readonly key: string };

/** What a client of a node is given to do, one thing after another. It waits until it has done what it got before. */
export interface Job {
  readonly atUs: number;
  readonly node: Pnn;
  /** Which of the node's clients: 0, 1 … */
  readonly client: number;
  readonly work: readonly Work[];
}
