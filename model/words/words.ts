/** A node's number in the nodes file: 0, 1, 2 … */
export type Pnn = number;

/** No node: an unknown leader, a fault that belongs to no host. */
export const UNKNOWN: Pnn = -1;

/** The generation of a node that is in no cluster (facts/recovery.md §1.1). */
export const INVALID_GENERATION = 1;

/** Recovery mode: clients work in `normal`, databases are (being) frozen in `active`. */
export type RecoveryMode = "normal" | "active";

/** What a cluster lock is kept in: a file with a POSIX lock, or a service that grants leases; or there is none. */
export type LockKeeping = "file" | "lease" | "none";

/** Every design of the cluster lock: what it is kept in, and a sentence. */
export const lockDesigns = {
  fcntl: { keeping: "file", sentence: "a POSIX lock on a file of the cluster file system, as CTDB ships it" },
  "etcd-ttl": { keeping: "lease", sentence: "a queue of keys with a TTL in etcd, as CTDB's etcd helper ships it" },
  "etcd-put-2016": {
    keeping: "lease",
    sentence: "one key with a TTL, put without asking who has it (the thread of 2016)",
  },
  "etcd-put-fixed": { keeping: "lease", sentence: "the same with its cure: create only, and refresh only one's own" },
  "object-store": {
    keeping: "lease",
    sentence: "an exclusive lock with a duration on an object, as the rados helper takes it",
  },
  plugin: {
    keeping: "lease",
    sentence: "a lease that the daemon itself takes and renews, in a thread of its own (the thread of 2016)",
  },
  refresher: { keeping: "lease", sentence: "a lease kept by a stand-alone daemon that is told to lock and to unlock" },
  none: { keeping: "none", sentence: "no cluster lock: leaders are elected by votes" },
} as const satisfies Readonly<Record<string, { readonly keeping: LockKeeping; readonly sentence: string }>>;

/** Whether a cluster lock is configured, and of which design. */
export type LockDesign = keyof typeof lockDesigns;

/** The designs whose lock is a lease. */
export const leaseLocks: readonly LockDesign[] = (Object.keys(lockDesigns) as LockDesign[]).filter(
  (design) => lockDesigns[design].keeping === "lease",
);

/** Every design, that without a lock among them. */
export const allLocks = Object.keys(lockDesigns) as readonly LockDesign[];

/** The designs that have a lock. */
export const realLocks: readonly LockDesign[] = ["fcntl", ...leaseLocks];

/** CTDB's own versions, as far as leadership differs between them: the design of 2015, Debian's 4.17, and HEAD. */
export const ctdbVersions = {
  "4.3": "the design of 2015: votes, the lock is taken by the recovery",
  "4.17": "leader announcements and the race for the lock, without the fixes since",
  head: "CTDB at HEAD (2026)",
} as const;

/** One of CTDB's versions. */
export type CtdbVersion = keyof typeof ctdbVersions;

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

/** Services of a host that its monitor event looks at: those of 50.samba and 60.nfs. */
export type ServiceName = "smb" | "nfs";

/** The programs of a host (facts/leadership.md §1.1). */
export type ProgramName =
  | "ctdbd"
  | "eventd"
  | "recoverd"
  | "lock-helper"
  | "lock-check-child"
  | "lock-probe"
  | "lock-refresher"
  | "recovery-helper"
  | "takeover-helper"
  | "db-lock-helper"
  | "write-child"
  | "vacuum-child"
  | "reload-child"
  | "reload-helper"
  | "address-tool"
  | "samba-client"
  | "nfs-server"
  | "grace-member"
  | "nfs-client";

/** Names of the flags that are set, for people. */
export function flagNames(flags: number): string {
  const names = Object.entries(FLAG)
    .filter(([, bit]) => (flags & bit) !== 0)
    .map(([name]) => name);
  return names.length === 0 ? "ok" : names.join("+");
}
