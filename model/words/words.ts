/** A node's number in the nodes file: 0, 1, 2 … */
export type Pnn = number;

/** No node: an unknown leader, a fault that belongs to no host. */
export const UNKNOWN: Pnn = -1;

/** The generation of a node that is in no cluster (facts/recovery.md §1.1). */
export const INVALID_GENERATION = 1;

/** Recovery mode: clients work in `normal`, databases are (being) frozen in `active`. */
export type RecoveryMode = "normal" | "active";

/** Whether a cluster lock is configured, and of which design. */
export type LockDesign = "fcntl" | "none";

/** Node flags, as bits (facts/leadership.md §1.2). */
export const FLAG = {
  disconnected: 0x01,
  unhealthy: 0x02,
  disabled: 0x04,
  banned: 0x08,
  deleted: 0x10,
  stopped: 0x20,
} as const;

/** Out of the cluster: no leader, no recovery, no databases. */
export const INACTIVE = FLAG.deleted | FLAG.disconnected | FLAG.banned | FLAG.stopped;

/** Run states of the main daemon, in order (facts/leadership.md §1.5). */
export type RunState = "init" | "setup" | "first-recovery" | "startup" | "running" | "shutdown";

/** The programs of a host (facts/leadership.md §1.1). */
export type ProgramName = "ctdbd" | "recoverd" | "lock-helper" | "lock-check-child" | "lock-probe" | "recovery-helper";

/** Names of the flags that are set, for people. */
export function flagNames(flags: number): string {
  const names = Object.entries(FLAG)
    .filter(([, bit]) => (flags & bit) !== 0)
    .map(([name]) => name);
  return names.length === 0 ? "ok" : names.join("+");
}
