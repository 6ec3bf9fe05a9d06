import type { Pnn } from "../words/index.ts";
import type { DatabaseSpec } from "./database-spec.ts";
import type { Stored } from "./store-record.ts";

/** `pending`: its lock helper waits in line; `frozen`: the helper has the lock on the whole file. */
export type FreezeMode = "none" | "pending" | "frozen";

/** A call of a client of this node that is not answered yet. It has no time-out (facts/recovery.md §1.5). */
export interface PendingCall {
  readonly key: string;
  readonly pid: number;
  /** The client's own number of it. */
  readonly clientCall: number;
  /** When it was made, by its daemon's clock, microseconds; sending it again does not make it younger. */
  readonly askedAtUs: number;
  /** The vacuum wants it: the record is to end here. */
  readonly isForVacuum?: true;
  /** A copy to read is enough. */
  readonly wantsRead?: true;
}

/** A persistent transaction that a client of this node is committing (facts/recovery.md §1.9). */
export interface OpenCommit {
  readonly pid: number;
  /** The node's generation when it began. */
  readonly generation: number;
  /** What it is to be told without the answers of all nodes; null: nothing. */
  status: number | null;
}

/** A child that writes a transaction to the file of its node. */
export interface WriteChild {
  readonly db: string;
  /** What it has said; null: nothing yet. */
  byte: string | null;
}

/** A deleted record that the vacuum is to look at, as it was when it was put in line (facts/recovery.md §1.8). */
export interface QueuedDeletion {
  readonly rsn: number;
  readonly flags: number;
}

/** What a vacuum child of a node is to do in one database. */
export interface Vacuuming {
  readonly db: string;
  /** It looks through the whole file for deleted records too. */
  readonly isFull: boolean;
  /** The node's map when it was forked. */
  readonly map: readonly Pnn[];
  /** Whom the last recovery included (our design: as shipped a node knows the map alone). */
  readonly members: readonly Pnn[];
  readonly deletions: Readonly<Record<string, QueuedDeletion>>;
  readonly fetches: readonly string[];
}

/** What a main daemon knows of one of its databases; the records stand in the file (facts/recovery.md §3.1). */
export interface DatabaseState extends Required<Omit<DatabaseSpec, "attachedByClients">> {
  /** Its own, since 4.4: stamped on packets; set by the commit of a recovery. */
  generation: number;
  mode: FreezeMode;
  /** Handle of its lock helper; 0: there is none. */
  freezer: number;
  /** Generation under which a recovery's transaction is open; null: none is. */
  tid: number | null;
  /** Its node was inactive: what a volatile file holds is not asked for by the next recovery. */
  isInvalid: boolean;
  /** Numbers of the recoveries that committed it last, and that thawed it last (our design); 0: none has. */
  committedEpoch: number;
  epoch: number;
  /** Calls that wait, by the number given to them here. */
  calls: Record<number, PendingCall>;
  /** The transaction that a client of this node is committing; null: none is. */
  commit: OpenCommit | null;
  /** Keys for which a packet that moves the record is at work, and how many. */
  moving: Record<string, number>;
  /** Deleted records for the next vacuum, by key, and keys that other nodes want it to bring here. */
  deletions: Record<string, QueuedDeletion>;
  fetches: string[];
  /** Nodes that have copies to read, by key: known at the dmaster. */
  delegates: Record<string, Pnn[]>;
  /** Copies that are being called back, by key: the number of that revoke. */
  revokes: Record<string, number>;
  /** When the last revoke of a key was over, by a clock that nobody sets, microseconds, and whether it came off. */
  revoked: Record<string, { readonly atUs: number; readonly isDone: boolean }>;
  /** Until when a key is hot here, and until when its record stays, by this node's clock, microseconds. */
  hot: Record<string, number>;
  pinned: Record<string, number>;
}

/** A database that has just been attached. */
export function newDatabase(spec: DatabaseSpec, generation: number): DatabaseState {
  const { name, kind, priority = 1, readOnly = false, sticky = false } = spec;
  return {
    name,
    kind,
    priority,
    readOnly,
    sticky,
    generation,
    mode: "none",
    freezer: 0,
    tid: null,
    isInvalid: false,
    committedEpoch: 0,
    epoch: 0,
    calls: {},
    commit: null,
    moving: {},
    deletions: {},
    fetches: [],
    delegates: {},
    revokes: {},
    revoked: {},
    hot: {},
    pinned: {},
  };
}

/** A record is for the next vacuum, or is not any more: what a store leaves decides (facts/recovery.md §1.2). */
export function queueDeletion(database: DatabaseState, key: string, { copy, isForVacuum }: Stored): void {
  if (database.kind !== "volatile" || copy === null) return;
  if (isForVacuum) database.deletions[key] = { rsn: copy.rsn, flags: copy.flags };
  else delete database.deletions[key];
}
