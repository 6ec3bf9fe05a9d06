import type { ConstantName } from "../constants/index.ts";
import type { DatabaseSpec } from "../database/index.ts";
import type { LeaderGroups } from "../public-address/index.ts";
import type {
  CtdbVersion,
  LockDesign,
  Pnn,
  RecoveryDesign,
  ReloadDesign,
  ServedDesign,
  TakeoverDesign,
  TickleDesign,
} from "../words/index.ts";
import type { DrawRule } from "./draws.ts";
import type { Fault } from "./fault.ts";
import type { Job } from "./job.ts";
import type { NfsSpec } from "./nfs-spec.ts";
import type { Range } from "./range.ts";

/** How long the environment takes for things, in microseconds; drawn from the range each time. */
export interface TimingKnobs {
  readonly networkUs: Range;
  readonly localUs: Range;
  readonly execUs: Range;
  readonly storageUs: Range;
  readonly scriptUs: Range;
  /** A write that must be on the disk. Absent: as `storageUs`. */
  readonly diskUs?: Range;
  /** Timers go off this much late: what the scheduler takes. Periods stretch by it and drift apart. Absent: 0. */
  readonly timerLateUs?: Range;
  /** Moments at which the hosts are switched on, at the start. */
  readonly bootUs: Range;
}

/** What the cluster file system does when a client goes. */
export interface StorageKnobs {
  /** Locks of a dead host or process become free after this. */
  readonly lockRecoveryUs: number;
  /** A host paused for longer loses its locks; 0: it keeps them. */
  readonly expelPausedUs: number;
}

/** When everything is undone, and which hosts are then made whole; the others are powered off. */
export interface HealPlan {
  readonly atUs: number;
  readonly core: readonly Pnn[];
  /** False: hosts and main daemons of the core that are down stay down, unless nobody would be left. Default true. */
  readonly restart?: boolean;
}

/**
 * One public address: its text, which nodes know it (absent: all), on which interfaces it may be (absent: the default one),
 * and its home in every node's file `home_nodes` (absent: none).
 */
export interface PublicAddressSpec {
  readonly address: string;
  readonly nodes?: readonly Pnn[];
  readonly interfaces?: readonly string[];
  /** Where the deterministic algorithm (ipAllocAlgorithm 0) puts it first (ip-nfs.md §1.4). */
  readonly home?: Pnn;
}

/** One run, expanded: everything that is not drawn while it runs. */
export interface Scenario {
  readonly version: 1;
  /** Names the streams of everything that is still drawn (latencies). */
  readonly seed: string;
  /** How what is still drawn is drawn; absent: evenly. */
  readonly draws?: DrawRule;
  readonly name?: string;
  readonly nodes: number;
  readonly lock: LockDesign;
  /** The cluster lock setting of each node, word for word; absent: the same everywhere. */
  readonly lockSettings?: readonly string[];
  /** Nodes that are commented out in the nodes file: no machine is there, the number is kept; absent: none. */
  readonly deleted?: readonly Pnn[];
  /** Nodes that start without the leader role (`leader capability = false`); absent: none. */
  readonly cannotLead?: readonly Pnn[];
  /** Nodes without the LMASTER capability (`lmaster capability = false`); absent: none. */
  readonly notLmaster?: readonly Pnn[];
  /** CTDB's version on every node, or of each node; absent: head. */
  readonly ctdb?: CtdbVersion | readonly CtdbVersion[];
  /** How the databases are recovered, by every node or by each; absent: in parallel. */
  readonly recovery?: RecoveryDesign | readonly RecoveryDesign[];
  /** Who makes a leader's takeover runs; absent: a helper. */
  readonly takeover?: TakeoverDesign;
  /** Where it stands which connections clients have to public addresses; absent: in lists of each node. */
  readonly tickles?: TickleDesign;
  /** Where it stands who serves which public address; absent: every node keeps it for itself. */
  readonly served?: ServedDesign;
  /** Who reloads a node's public addresses when their file has changed; absent: a child of its daemon, if anybody asks. */
  readonly reload?: ReloadDesign;
  /** The clustered databases, in the order in which clients may lock records in several of them; absent: none. */
  readonly databases?: readonly DatabaseSpec[];
  /** The public addresses that nodes may host, in the order of their files; absent: none. */
  readonly publicAddresses?: readonly PublicAddressSpec[];
  /** The groups that choose a leader of their own: NAT gateway, LVS; absent: none. */
  readonly groups?: LeaderGroups;
  /** What is served by NFS, and who locks files; absent: there are no NFS servers. */
  readonly nfs?: NfsSpec;
  /** What the clients of the cluster do; absent: nothing. */
  readonly jobs?: readonly Job[];
  /** A second lock is taken for each recovery, and probed (our design); absent: no. */
  readonly splitLock?: boolean;
  /** Nodes refuse acts of a leader whose lock was granted before one they know of (our design); absent: no. */
  readonly fencing?: boolean;
  /** How much too fast the lock service's clock runs, parts per million; absent: not at all. */
  readonly serviceRatePpm?: number;
  /** The run ends here, or later if a ban is still to be served out. */
  readonly durationUs: number;
  readonly timing: TimingKnobs;
  /** When each host is switched on, microseconds; absent: drawn from `timing.bootUs`. */
  readonly bootAtUs?: readonly number[];
  readonly storage: StorageKnobs;
  /** Offset of each host's clock at the start, microseconds. */
  readonly clockOffsetUs: readonly number[];
  /** Tunables and timer constants that differ from their defaults. */
  readonly set: Readonly<Partial<Record<ConstantName, number>>>;
  readonly faults: readonly Fault[];
  /** Absent: nothing is healed, and no liveness is judged. */
  readonly heal?: HealPlan;
  /** Names of the assumptions that are not in force, in the order of the ledger. */
  readonly dropped: readonly string[];
}
