import type { Pnn } from "../words/index.ts";

/** What can be seen of locks of files that NFS servers and others give out. `client` is the number of who locks: he is outside the cluster. */
export type FileLockObservation =
  /** The cluster file system gives a lock to a client through this host. */
  | { readonly type: "file-lock-granted"; readonly client: number; readonly file: string; readonly reclaim: boolean }
  /** It forgets a lock whose client did not give it back. */
  | { readonly type: "file-lock-dropped"; readonly client: number; readonly file: string; readonly cause: DropCause }
  /** It keeps a lock for its owner, to be reclaimed through the next lock manager of this name. */
  | { readonly type: "file-lock-kept"; readonly client: number; readonly file: string; readonly manager: string }
  /** A client believes to hold a lock from now on: `node` has told it so. `version`: how often the file was written. */
  | {
      readonly type: "file-lock-believed";
      readonly client: number;
      readonly file: string;
      readonly node: Pnn;
      readonly version: number;
    }
  /** It was told that it holds its lock still. */
  | {
      readonly type: "file-lock-reclaimed";
      readonly client: number;
      readonly file: string;
      readonly node: Pnn;
      readonly version: number;
    }
  /** It does not believe so any more. */
  | {
      readonly type: "file-lock-given-up";
      readonly client: number;
      readonly file: string;
      readonly why: "unlocked" | "reclaim-refused";
    }
  /** It must wait, for another reason than before. */
  | {
      readonly type: "file-lock-refused";
      readonly client: number;
      readonly file: string;
      readonly why: "granted" | "denied" | "grace" | "no-grace" | "later" | "stale" | "no-right" | "wrong-address";
    }
  /** statd's notice that the server behind an address has restarted (odd) or is down (even). */
  | {
      readonly type: "notice-received";
      readonly client: number;
      readonly address: string;
      readonly state: number;
      /** By statd itself after a restart, under its own name and with its own numbers. */
      readonly own: boolean;
    }
  /** The NFS server of this host: it answers nothing; it grants nothing new (by these addresses; empty: by any). */
  /** A client of NFSv4 finds that the server behind its address does not know it (STALE_CLIENTID). */
  | { readonly type: "client-found-stale"; readonly client: number; readonly address: string }
  | { readonly type: "lock-manager-stopped"; readonly addresses: readonly string[] }
  | { readonly type: "grace-began"; readonly addresses: readonly string[] }
  | { readonly type: "grace-ended"; readonly addresses: readonly string[] }
  /** A node has mounted the file system of an address; has unmounted it; or could not, as lockd has these files locked on it. */
  | { readonly type: "file-system-mounted"; readonly address: string }
  | { readonly type: "file-system-unmounted"; readonly address: string }
  | { readonly type: "file-system-busy"; readonly address: string; readonly files: readonly string[] }
  /** The object of a shared grace was written by the member of this address: its epoch, that which may be reclaimed. */
  | {
      readonly type: "shared-grace-written";
      readonly address: string;
      readonly epoch: number;
      /** 0: there is no grace. */
      readonly recovering: number;
      readonly needing: readonly string[];
      readonly enforcing: readonly string[];
    }
  /** A member finds that the grace is over for all; it enforces still. */
  | { readonly type: "shared-grace-lifted"; readonly address: string; readonly epoch: number };

/** Why the file system forgot a lock: its node is gone, its lock manager was restarted, or let go of the address; the client was not heard of for a lease; nobody reclaimed it in time through the next lock manager. */
export type DropCause = "node-gone" | "restart" | "released" | "expired" | "unreclaimed";
