import type { Pnn } from "../words/index.ts";
import type { GraceMemberEffect } from "./grace-member.ts";
import type { LockManagerEffect, MountEffect } from "./lock-manager.ts";

/**
 * What a lock user asks for; `reclaim`: the lock it had before its server went; `done`: it reclaims nothing more
 * (RECLAIM_COMPLETE); `renew`: nothing, it says that it lives.
 */
export type LockOp = "lock" | "reclaim" | "unlock" | "done" | "renew";

/** Where a lock user asks: a server of NFS behind an address, or, as smbd does, the file system from a node of it. */
export type LockWay = { readonly address: string } | { readonly node: Pnn };

/** How a client of NFS locks: with NLM it is notified of a restart, with NFSv4 it finds that its server knows it no more. */
export type LockProtocol = "nlm" | "v4";

/** What a lock user asks for, on its way. */
export interface LockCall {
  /** The user's own number of it; 0: of one whose answer it does not wait for. */
  readonly id: number;
  readonly client: number;
  readonly op: LockOp;
  readonly file: string;
  readonly way: LockWay;
  /** Absent: NLM, or none. */
  readonly protocol?: LockProtocol;
  /** Of NFSv4 with `done`: it holds nothing, and makes itself known to a server that does not know it. */
  readonly isFresh?: true;
}

/**
 * What it is answered. `denied`: somebody else has it; `grace`, `no-grace`: it is not the time for that;
 * `later`: the lock is of a node that is gone, and is not given up yet; of NFSv4 `stale`: the server does not know the
 * client; `no-right`: it is not on record as one who may reclaim (facts/ip-nfs.md §5.3); `wrong-address`: the file is
 * exported by another address of the server (facts/ip-nfs.md §5.4).
 */
export type LockStatus = "granted" | "denied" | "grace" | "no-grace" | "later" | "stale" | "no-right" | "wrong-address";

/** Operations of an NFS call-out, as far as they matter here (facts/ip-nfs.md §4.1). */
export const calloutOps = [
  "startup",
  "shutdown",
  "startipreallocate",
  "takeip",
  "releaseip",
  "ipreallocated",
  "monitor",
] as const;
/** One of them. */
export type CalloutOp = (typeof calloutOps)[number];

/** What NFS servers, and those who lock files, ask the world to do. */
export type NfsEffect =
  | GraceMemberEffect
  | LockManagerEffect
  | MountEffect
  /** A lock user sends a call; the answer is the event LOCK_ANSWERED, unless the call is lost. */
  | { readonly kind: "nfs"; readonly do: "send"; readonly call: LockCall }
  /** A lock user waits, for a time that is drawn from a range; then the timer goes off. */
  | {
      readonly kind: "nfs";
      readonly do: "rest";
      readonly timer: string;
      readonly forUs: readonly [min: number, max: number];
    }
  /** A server passes a call on to the file system, `manager`: on behalf of the lock manager of this name; the answer is the event FILE_SYSTEM. */
  | { readonly kind: "nfs"; readonly do: "pass"; readonly call: LockCall; readonly manager?: string }
  /** A server answers a call. */
  | {
      readonly kind: "nfs";
      readonly do: "answer";
      readonly call: LockCall;
      readonly status: LockStatus;
      readonly version: number;
    }
  /** A server lets go of what it has locked: all, or these files; `held`: the file system holds it as a dead node's. */
  | {
      readonly kind: "nfs";
      readonly do: "surrender";
      readonly cause: "restart" | "released" | "expired";
      readonly files?: readonly string[];
      readonly held?: boolean;
    }
  /** A client of NFSv4 reclaims nothing more: what a file system remembers of it besides is free. */
  | { readonly kind: "nfs"; readonly do: "complete"; readonly client: number }
  /** A server refuses new locks from now on, or does so no more. */
  | { readonly kind: "nfs"; readonly do: "enforce"; readonly on: boolean }
  /** Somebody may still reclaim something at a server; `isStopped`: it is about to be stopped, and leaves its need to the others. */
  | { readonly kind: "nfs"; readonly do: "need"; readonly on: boolean; readonly isStopped?: true }
  /** statd's call-out: a client has its first lock through this server, or has given its last one back. */
  | {
      readonly kind: "nfs";
      readonly do: "record";
      readonly addresses: readonly string[];
      readonly client: number;
      readonly on: boolean;
      /** It waits for the next monitor event, wherever records are kept. */
      readonly queued?: boolean;
    }
  /** What waits in this node's queue of records goes where all nodes see it. */
  | { readonly kind: "nfs"; readonly do: "update-records"; readonly addresses: readonly string[] }
  /** The clients on record for these addresses are notified. */
  | {
      readonly kind: "nfs";
      readonly do: "notify";
      readonly addresses: readonly string[];
      /** By statd itself, under its own name and numbers. */
      readonly own: boolean;
      /** The state number that the numbers they are told begin with. */
      readonly state: number;
      /** Or one above all that they were told before, if that is higher. */
      readonly rises?: boolean;
      /** Their records are removed: first; once the last notice is sent; or not before they give back what they hold. */
      readonly forget: "first" | "afterwards" | "never";
    }
  /** A call-out of that number is over. */
  | { readonly kind: "nfs"; readonly do: "called"; readonly id: number; readonly ok: boolean };
