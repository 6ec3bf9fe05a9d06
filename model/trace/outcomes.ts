/** What a recovery does with a database, in this order (facts/recovery.md §2.4). */
export type DatabaseStep =
  | "attach"
  | "freeze"
  | "start"
  | "pull"
  | "wipe"
  | "push"
  | "commit"
  | "thaw"
  | "recovered"
  | "failed";

/** What a client believes of its transaction: its daemon said so, the sequence number lets it think so, or it failed. */
export type TransactionOutcome = "committed" | "assumed" | "failed";

/** Why a process ended. */
export type ExitCause = "exit" | "killed" | "terminated" | "crash";

/** Why a lock became free. */
export type FreeCause =
  // A file's lock.
  | "exit"
  | "storage-failover"
  | "host-down"
  // A lease.
  | "released"
  | "expired"
  | "ended-early"
  | "overwritten";
