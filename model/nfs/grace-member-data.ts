import type { SharedGrace } from "../effect/index.ts";
import type { ProcessData } from "../process/index.ts";
import type { Callout, FileServerEvent, ServedLock } from "./nfs-server-data.ts";
import { noGrace } from "./shared-grace.ts";

/** The state of the NFS server of one address, a member of a shared grace (facts/ip-nfs.md §5.6). */
export interface GraceMemberData extends ProcessData {
  /** Its name among the members. */
  readonly address: string;
  /** `starting`, `closed`: it answers nothing; `entering`: it grants nothing new, and what was let in is under way. */
  phase: "starting" | "open" | "entering" | "grace" | "closed";
  /** The shared object as it read it last. */
  grace: SharedGrace;
  /** It waits for the store, or for the file system. */
  awaits: boolean;
  /** Somebody else had written the object since it read it. */
  isConflict: boolean;
  /** The epoch in which it records its clients, and the one whose clients may reclaim. */
  epoch: number;
  recovering: number;
  /** Who may reclaim in this grace; those of them who have not said that they are done. */
  entitled: number[];
  pending: number[];
  /** For its part the grace may end: it takes no reclaims any more. */
  isRelieved: boolean;
  /** Clients that it knows. */
  confirmed: number[];
  /** The locks it holds, by file. */
  locks: Readonly<Record<string, ServedLock>>;
  /** Calls that the file system has not answered. */
  inFlight: number;
  /** The object has changed, or may have: it looks. */
  hasNews: boolean;
  /** The longest time of a grace is over. */
  isOver: boolean;
  /** It is to be shut down. */
  callout: Callout | null;
}

/** Everything that a member of a shared grace reacts to. */
export type GraceMemberEvent =
  | FileServerEvent
  | { readonly type: "GRACE_READ"; readonly grace: SharedGrace }
  /** The object as it is now, whether the write came to something or not. */
  | { readonly type: "GRACE_WRITTEN"; readonly ok: boolean; readonly grace: SharedGrace }
  | { readonly type: "CLIENTS"; readonly clients: readonly number[] }
  | { readonly type: "DISCARDED" }
  /** Somebody else has written the object. */
  | { readonly type: "GRACE_CHANGED" }
  | { readonly type: "POLL" }
  | { readonly type: "GRACE_OVER" }
  /** Nothing was heard of a client for a lease. */
  | { readonly type: "LEASE_OVER"; readonly peer: number }
  | { readonly type: "SIGTERM" };

/** A member that has just been started. */
export function newGraceMemberData(base: ProcessData, address: string): GraceMemberData {
  return {
    address,
    phase: "starting",
    grace: noGrace,
    awaits: false,
    isConflict: false,
    epoch: 0,
    recovering: 0,
    entitled: [],
    pending: [],
    isRelieved: false,
    confirmed: [],
    locks: {},
    inFlight: 0,
    hasNews: false,
    isOver: false,
    callout: null,
    ...base,
  };
}
