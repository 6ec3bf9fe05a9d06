/**
 * How a cluster keeps locks safe while an address moves, as one record: whoever compares designs changes one field at a
 * time (facts/ip-nfs.md §6.2).
 */
export interface GraceDesign {
  /** Which servers enter grace: none, those whose addresses changed, or all that run. */
  readonly who: "none" | "movers" | "all";
  /** When: as the first phase of a takeover run, or once addresses have moved. */
  readonly when: "before-release" | "after-takeip";
  /** How: the lock manager is restarted, which drops the locks of its healthy clients, or it keeps them. */
  readonly how: "restart" | "keep";
  /** Does the run wait until every server has entered? */
  readonly barrier: boolean;
  /** Is all of the server in grace, or only what comes through the address that was taken? */
  readonly scope: "server" | "address";
  /**
   * What the cluster file system does with the locks of a dead node, or of a server that lets go of them. `by-manager`: it
   * keeps them for the next lock manager of the same name, until the grace of that one is over (facts/ip-nfs.md §5.4).
   * `one-at-a-time`: no cluster file system, but one for each address, which a node mounts where it takes the address:
   * its locks are in that node's memory, and go with the mount.
   */
  readonly fileSystem: "drop" | "hold" | "remember" | "by-manager" | "one-at-a-time";
  /** Each server ends its grace by its own timer, or all together once nobody has anything to reclaim. */
  readonly end: "timer" | "coordinated";
  /** Do smbd and local processes wait for the grace of NFS servers? */
  readonly otherUsers: "free" | "bound";
  /** What clients of NLM are notified with: odd states alone, or the script of 2012. */
  readonly notices: "up" | "raised-in-loop";
  /**
   * One server a host, or one for each address, which is started where the address is taken and is a member of a grace
   * that all share, counted in epochs (facts/ip-nfs.md §5.6).
   */
  readonly servers: "of-host" | "of-address";
}

const none: GraceDesign = {
  who: "none",
  when: "before-release",
  how: "keep",
  barrier: false,
  scope: "server",
  fileSystem: "drop",
  end: "timer",
  otherUsers: "free",
  notices: "up",
  servers: "of-host",
};
const moversAfterTakeip: GraceDesign = { ...none, who: "movers", when: "after-takeip", how: "restart" };
const allAfterTakeip: GraceDesign = { ...moversAfterTakeip, who: "all" };
const allKept: GraceDesign = { ...none, who: "all" };
const keepBarrier: GraceDesign = { ...allKept, barrier: true };

/** The designs that are compared, by the name that `--grace` takes. */
export const graceDesigns = {
  none,
  "movers-after-takeip": moversAfterTakeip,
  "all-after-takeip": allAfterTakeip,
  "all-barrier": { ...keepBarrier, how: "restart" },
  "kernel-2026": none,
  "keep-barrier": keepBarrier,
  "per-address": { ...none, who: "movers", when: "after-takeip", scope: "address" },
  "fs-hold-timers": { ...keepBarrier, fileSystem: "hold" },
  "fs-hold-coordinated": { ...keepBarrier, fileSystem: "hold", end: "coordinated" },
  "clustered-epochs": {
    ...allKept,
    when: "after-takeip",
    fileSystem: "hold",
    end: "coordinated",
    servers: "of-address",
  },
  "fs-remember": { ...none, fileSystem: "remember", otherUsers: "bound" },
  "lock-managers": { ...none, fileSystem: "by-manager", otherUsers: "bound" },
  "one-mount": { ...none, fileSystem: "one-at-a-time", otherUsers: "bound" },
  "statd-2012": { ...allAfterTakeip, notices: "raised-in-loop" },
} as const satisfies Readonly<Record<string, GraceDesign>>;

/** The name of a design. */
export type GraceName = keyof typeof graceDesigns;

/**
 * Does each address have a grace of its own, which ends by its own timer, and files that are exported by it alone: by its
 * lock manager, or from its file system?
 */
export function hasGraceOfAddress({ fileSystem }: Pick<GraceDesign, "fileSystem">): boolean {
  return fileSystem === "by-manager" || fileSystem === "one-at-a-time";
}

/** What each design is, in a sentence for people. */
export const graceSentences: Readonly<Record<GraceName, string>> = {
  none: "no grace at all",
  "movers-after-takeip":
    "lock managers restarted where addresses changed, after the move (kernel, from May 2011 up to 4.24)",
  "all-after-takeip": "lock managers restarted on all nodes, after the move (before May 2011)",
  "all-barrier": "lock managers restarted on all nodes, before any release (what 4.25.0pre1 means to do)",
  "kernel-2026": "as in 4.25.0pre1 (kernel): the restart stands where nobody calls it, so no grace at all",
  "keep-barrier": "all servers enter grace before any release and keep their locks (ganesha, from 4.21 on)",
  "per-address": "grace for the moved address alone, where it is taken (ganesha, 4.5 to 4.20)",
  "fs-hold-timers": "the file system holds a dead node's locks until all servers are in grace; each has its timer",
  "fs-hold-coordinated": "the same, and grace is lifted together",
  "clustered-epochs": "a server for each address; they share a grace, counted in epochs (ganesha's rados_cluster)",
  "fs-remember": "the file system remembers what may be reclaimed and refuses only conflicts",
  "lock-managers":
    "a lock manager for each address: the file system keeps its locks for the next of its name, until the grace of that ends",
  "one-mount":
    "a file system for each address, mounted by one node at a time; a grace of its own wherever it is mounted",
  "statd-2012": "the script of 2012: lock managers restarted on all nodes, a state number raised for each client",
};

/**
 * Where each design can be had today, for people: which CTDB with which call-out of NFS does it, or what it takes
 * (facts/ip-nfs.md §4.1, §4.3, §5.4, §5.6, §6.2).
 */
export const graceToday: Readonly<Record<GraceName, string>> = {
  none: "CTDB 4.25.0pre1 with the kernel's call-out, as shipped",
  "movers-after-takeip":
    "CTDB from May 2011 up to 4.24 with the kernel's call-out; under systemd it restarts rpc.statd, which by the sources begins no grace",
  "all-after-takeip": "CTDB before May 2011, no later one",
  "all-barrier": "nowhere: CTDB 4.25.0pre1 with the kernel's call-out means to do it, and does nothing",
  "kernel-2026": "CTDB 4.25.0pre1 with the kernel's call-out, as shipped",
  "keep-barrier": "CTDB from 4.21 on with ganesha's example call-out",
  "per-address": "CTDB 4.5 to 4.20 with ganesha's example call-out",
  "fs-hold-timers": "by no script of CTDB: it takes a file system that holds locks",
  "fs-hold-coordinated":
    "by no script of CTDB: it takes a file system that holds locks, and servers that end their grace together",
  "clustered-epochs":
    "ganesha's rados_cluster, where a server starts again elsewhere under its own name; it refuses addresses that move",
  "fs-remember": "nowhere: proposed in 2008; Linux did not take up the file system's part",
  "lock-managers": "nowhere: proposed in 2008; Linux did not take up the file system's part",
  "one-mount": "by hand: a file system that one node mounts at a time, where the address is taken, and fencing",
  "statd-2012":
    "a script printed in a mail of October 2012; since May 2011 CTDB ran it on nodes whose addresses changed, not on all",
};

/** Every design, in the order in which they are told. */
export const graceNames = Object.keys(graceDesigns) as readonly GraceName[];

/** Where it is written down who holds locks through which address (facts/ip-nfs.md §4.2). */
export type RecordKeeping = "shared-directory" | "database";
