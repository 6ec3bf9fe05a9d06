import type { Pnn } from "../../words/index.ts";
import type { IpAddress } from "../address/index.ts";
import type { Assignment, HomeNode, KnownAddress } from "../allocation/index.ts";

/** What a run goes by where it stands in a database who serves what (our design). */
export interface OwnerRecords {
  /** Whom its own node's copy names, by the address; UNKNOWN: nobody. */
  readonly named: Readonly<Record<string, Pnn>>;
  /** What each node is to be told to release: what it has, and what it is named for. */
  readonly held: readonly (readonly string[])[];
  /** Addresses for which an active node's copy names somebody else. */
  readonly torn: readonly string[];
}

/** What whoever makes a takeover run keeps of it. */
export interface TakeoverWork {
  /** The flags of each node, by the node map of its own daemon. */
  flags: readonly number[];
  /** What each node knows; nothing of nodes that were not asked. */
  known: readonly (readonly KnownAddress[])[];
  /** What the database says; null: there is none, and nodes keep it for themselves. */
  records: OwnerRecords | null;
  /** What each node can host. */
  available: readonly (readonly IpAddress[])[];
  /** Who shall have what. */
  assignments: readonly Assignment[];
  /** When the time for moving addresses is over, by the clock of its host. */
  deadlineUs: number;
  /** Nodes that LCP2 is to move addresses to although they have some: the force-rebalance list as the run began. */
  forced: readonly Pnn[];
  /** What the file `home_nodes` of its host says (ip-nfs.md §1.4). */
  homes: readonly HomeNode[];
  /** Failures of each node in this run. */
  credits: number[];
}

/** Of a run that has not begun, in a cluster of so many nodes. */
export function newTakeoverWork(nodes: number): TakeoverWork {
  const each = Array.from({ length: nodes });
  return {
    flags: [],
    known: each.map(() => []),
    records: null,
    available: each.map(() => []),
    assignments: [],
    deadlineUs: 0,
    forced: [],
    homes: [],
    credits: new Array<number>(nodes).fill(0),
  };
}
