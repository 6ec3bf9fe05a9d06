import type { CalloutOp, LockCall } from "../effect/index.ts";
import type { ProcessData } from "../process/index.ts";
import type { GraceDesign } from "../words/index.ts";

/** A call-out that a server is given; `clients`: those on record for the address that is taken. */
export interface Callout {
  readonly id: number;
  readonly op: CalloutOp;
  readonly address: string;
  readonly clients: readonly number[];
  /** Those of NFSv4 among them, who may reclaim. */
  readonly v4Clients: readonly number[];
  /** Has anybody locked anything yet? Before that a grace lasts no longer than the move. */
  readonly isUsed: boolean;
  /** For which time there are clients whose locks were given up and who have not been answered since; 0: there are none. */
  readonly debt: number;
}

/** A lock that a server holds for a client. */
export interface ServedLock {
  readonly client: number;
  readonly address: string;
}

/** Clients, each with the address that it came by. */
export type ClientsByAddress = Readonly<Record<number, string>>;
/** The same of those of NFSv4 alone. */
export type V4Clients = ClientsByAddress;

/** The state of the NFS server of a host, lock manager and statd included (facts/ip-nfs.md §4). */
export interface NfsServerData extends ProcessData {
  readonly design: GraceDesign;
  /** `closed`: it answers nothing; `grace`: it grants nothing new. */
  phase: "open" | "closed" | "grace";
  /** In grace for these addresses only, where the design says so; or these lock managers are in their grace. */
  graced: string[];
  /** The address that each of these files is exported by. */
  readonly exports: Readonly<Record<string, string>>;
  /** The locks it holds, by file. */
  locks: Readonly<Record<string, ServedLock>>;
  /** The addresses that calls came by which the file system has not answered. */
  inFlight: string[];
  /** Call-outs it has not begun; and the one it is at, also once that is answered. */
  callouts: Callout[];
  callout: Callout | null;
  /** Addresses it serves; those of them taken since the clients were notified last. */
  served: string[];
  taken: string[];
  /** Its addresses have changed since the last run was over. */
  hasChanged: boolean;
  /** Where a node mounts the file system of an address: the one that is to be mounted, "": none; those to be unmounted. */
  mounting: string;
  unmounting: readonly string[];
  /** One of these could not be. */
  isBusy: boolean;
  /** What is mounted and may be asked for. */
  exported: string[];
  /** Clients that may still reclaim, as far as it knows, each with the address that it comes by. */
  pending: ClientsByAddress;
  /** Clients of NFSv4 that it knows: they live, and hold what they were granted (facts/ip-nfs.md §5.3). */
  known: V4Clients;
  /** Those who were on record when it took their address, or was restarted, and have not said that they are done. */
  entitled: V4Clients;
  /** It still wants the grace of all. */
  needs: boolean;
  /** The move for which it entered grace is over. */
  isMoved: boolean;
  /** The debt there was when that was over, to clients who had lost locks and had not been answered since, by whomever. */
  debt: number;
  /** The latest debt that it was told is settled: it may hear of that before it hears of the debt. */
  settled: number;
  /** When it entered, nobody had ever locked anything. */
  isUnused: boolean;
  isPauseOver: boolean;
  isGraceOver: boolean;
  /** The time in which clients of NFSv4 may reclaim is over; it is so, too, once none of them is left who may. */
  isV4GraceOver: boolean;
  /** All have nothing left to reclaim. */
  isLifted: boolean;
}

/** What every server reacts to: its clients, the file system's answers, who starts and stops it. */
export type FileServerEvent =
  | { readonly type: "START" }
  | { readonly type: "RESUME" }
  | { readonly type: "LOCK_CALL"; readonly call: LockCall }
  | {
      readonly type: "FILE_SYSTEM";
      readonly call: LockCall;
      readonly answer: "granted" | "conflict" | "recovering";
      readonly version: number;
    }
  | { readonly type: "CALLOUT"; readonly callout: Callout };

/** Everything the server of a host reacts to. */
export type NfsServerEvent =
  | FileServerEvent
  | { readonly type: "PAUSE_OVER" }
  | { readonly type: "GRACE_OVER" }
  | { readonly type: "V4_GRACE_OVER" }
  | { readonly type: "GRACE_LIFTED" }
  | { readonly type: "NOBODY_OWED"; readonly debt: number }
  | { readonly type: "MANAGER_GRACE_OVER"; readonly address: string }
  | { readonly type: "MOUNT_CHANGED"; readonly address: string; readonly on: boolean; readonly ok: boolean }
  /** Nothing was heard of a client of NFSv4 for a lease. */
  | { readonly type: "LEASE_OVER"; readonly peer: number }
  | { readonly type: "SIGTERM" };

/** A server that has just been started: nobody holds anything through it. */
export function newNfsServerData(
  base: ProcessData,
  design: GraceDesign,
  exports: NfsServerData["exports"] = {},
): NfsServerData {
  return {
    design,
    exports,
    phase: "open",
    graced: [],
    locks: {},
    inFlight: [],
    callouts: [],
    callout: null,
    served: [],
    taken: [],
    hasChanged: false,
    mounting: "",
    unmounting: [],
    isBusy: false,
    exported: [],
    pending: {},
    known: {},
    entitled: {},
    needs: false,
    isMoved: false,
    debt: 0,
    settled: 0,
    isUnused: false,
    isPauseOver: false,
    isGraceOver: false,
    isV4GraceOver: false,
    isLifted: false,
    ...base,
  };
}
