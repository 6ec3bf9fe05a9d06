import type { Pnn } from "./words.ts";

/** A service id, word for word: whoever has registered for it at its daemon gets what is sent to it. */
export type ServiceId = string;

/** A message from one client of a cluster to others, through their daemons (facts/recovery.md §1.11). */
export interface ServiceMessage {
  readonly srvid: ServiceId;
  /** Whose it is: the client's node and pid, and which of its messages this is, from 1. */
  readonly from: Pnn;
  readonly pid: number;
  /** 0: one that nobody counts, as the last word of a client that is gone. */
  readonly number: number;
}

/** Sets of nodes as the sender's daemon sees them: all but the deleted ones, those connected, those active. */
export type NodeSet = "all" | "connected" | "active";

/** Where a message goes. */
export type Destination = Pnn | NodeSet;

/** A client that has registered for a service id; `lastWord`: a message goes there when it is gone. */
export interface Registration {
  readonly pid: number;
  readonly srvid: ServiceId;
  readonly lastWord: boolean;
}
