import type { GroupName } from "../public-address/index.ts";
import type { ControlOp, Destination, Pnn, ProgramName, RecoveryMode, Role, RunState } from "../words/index.ts";
import type { AddressObservation } from "./address-observation.ts";
import type { ConnectionObservation } from "./connection-observation.ts";
import type { EventObservation } from "./event-observation.ts";
import type { FileLockObservation } from "./file-lock-observation.ts";
import type { DatabaseStep, ExitCause, FreeCause, TransactionOutcome } from "./outcomes.ts";
import type { RecordObservation } from "./record-observation.ts";

/**
 * Everything an outside observer can see, as facts in the past tense. They mirror
 * what a real cluster logs, what its kernel shows and what a harness injects.
 */
export type Observation =
  // What is done to the cluster.
  | { readonly type: "fault-injected"; readonly fault: string; readonly index: number; readonly detail: string }
  | { readonly type: "fault-ended"; readonly fault: string; readonly index: number }
  | { readonly type: "healed"; readonly core: readonly Pnn[] }
  | { readonly type: "admin-command"; readonly command: string }
  // Hosts and processes.
  | { readonly type: "host-started" }
  | { readonly type: "host-crashed" }
  | { readonly type: "host-paused" }
  | { readonly type: "host-resumed" }
  | { readonly type: "process-started"; readonly program: ProgramName; readonly pid: number; readonly parent: number }
  | { readonly type: "process-exited"; readonly program: ProgramName; readonly pid: number; readonly cause: ExitCause }
  | { readonly type: "process-stopped"; readonly program: ProgramName; readonly pid: number }
  | { readonly type: "process-continued"; readonly program: ProgramName; readonly pid: number }
  /** Messages between the processes of this host take `extraUs` longer from now on (0: as usual again). */
  | { readonly type: "local-delivery-slowed"; readonly extraUs: number }
  /** Fork and exec take `extraUs` longer on this host from now on (0: as usual again). */
  | { readonly type: "exec-slowed"; readonly extraUs: number }
  /** Packets from this host to the peer take `extraUs` longer from now on (0: as usual again). */
  | { readonly type: "link-slowed"; readonly peer: Pnn; readonly extraUs: number }
  /** A control from `from` to this host was held back for `byUs`. */
  | { readonly type: "control-delayed"; readonly op: ControlOp; readonly from: Pnn; readonly byUs: number }
  // The network.
  | { readonly type: "partition-began"; readonly cut: readonly (readonly [Pnn, Pnn])[] }
  | { readonly type: "partition-healed"; readonly cut: readonly (readonly [Pnn, Pnn])[] }
  | { readonly type: "peer-connected"; readonly peer: Pnn }
  | { readonly type: "peer-dead"; readonly peer: Pnn; readonly cause: "closed" | "silent" }
  // The cluster lock, as storage or service knows it. `object` is the identity (inode) of the lock file, or the
  // revision of the grant.
  | { readonly type: "lock-taken"; readonly pid: number; readonly object: number; readonly probe: boolean }
  | { readonly type: "lock-freed"; readonly pid: number; readonly object: number; readonly cause: FreeCause }
  | {
      readonly type: "lock-object-changed";
      readonly object: number;
      readonly change: "created" | "removed" | "replaced";
    }
  /** The second lock of `splitLock`, taken for one recovery. */
  | { readonly type: "recovery-lock-taken"; readonly pid: number; readonly object: number; readonly probe: boolean }
  | { readonly type: "recovery-lock-freed"; readonly pid: number; readonly object: number; readonly cause: FreeCause }
  /** The lock service as this host finds it (host -1: as everybody does). */
  | { readonly type: "service-changed"; readonly state: "ok" | "cut" | "slow" | "stalled" | "down" }
  /** The holder's lease ended before its time. */
  | { readonly type: "lease-ended-early"; readonly object: number }
  /** The clock of the host was set forward, or back when negative. */
  | { readonly type: "clock-stepped"; readonly byUs: number }
  /** The clock of the host runs that much too fast from now on. */
  | { readonly type: "clock-rate-changed"; readonly ratePpm: number }
  /** The path of the cluster lock of this node was changed at run time. */
  | { readonly type: "lock-setting-changed"; readonly path: string; readonly by: Pnn }
  | { readonly type: "storage-changed"; readonly state: "ok" | "hung" | "failing" }
  // What a recovery daemon believes and claims.
  | { readonly type: "leader-believed"; readonly leader: Pnn }
  | { readonly type: "lock-believed"; readonly lock: "none" | "taking" | "held" }
  | { readonly type: "leadership-claimed"; readonly leader: Pnn }
  /** It told every connected node that there is no leader. */
  | { readonly type: "election-announced" }
  | { readonly type: "election-started"; readonly reason: string }
  | { readonly type: "election-abandoned" }
  | { readonly type: "election-ended"; readonly leader: Pnn }
  | { readonly type: "lock-refused"; readonly status: string }
  | { readonly type: "lock-lost" }
  | { readonly type: "lock-released" }
  | { readonly type: "credit-assigned"; readonly culprit: Pnn; readonly reason: string; readonly count: number }
  // What a main daemon says of itself.
  | { readonly type: "runstate-changed"; readonly runState: RunState }
  | { readonly type: "flags-changed"; readonly flags: number }
  | { readonly type: "recovery-mode-changed"; readonly mode: RecoveryMode }
  | { readonly type: "generation-changed"; readonly generation: number }
  // Public addresses: what the kernel of the host has, and what it tells its neighbours (gratuitous ARP).
  // `interface`: which it is on; absent: the default one. `byHand`: no script of the daemon has done it.
  | {
      readonly type: "address-added";
      readonly address: string;
      readonly interface?: string;
      readonly byHand?: true;
    }
  | { readonly type: "address-removed"; readonly address: string; readonly byHand?: true }
  | { readonly type: "address-announced"; readonly address: string }
  /** The main daemon takes it for one that this node serves, from now on or no more; its kernel may see that otherwise. */
  | { readonly type: "address-assigned"; readonly address: string; readonly on: boolean }
  | AddressObservation
  | ConnectionObservation
  /** The scripts of this node act on a new answer to who leads a group (-1: nobody), by its own view of the nodes. */
  | { readonly type: "group-leader-changed"; readonly group: GroupName; readonly leader: Pnn }
  // Event scripts and services.
  | EventObservation
  /** A takeover run, on the node whose helper (`pid`) runs it. `blamed`: the node that its leader was told of. */
  | { readonly type: "takeover-started"; readonly pid: number }
  | { readonly type: "takeover-phase"; readonly phase: string; readonly pid: number }
  | { readonly type: "takeover-ended"; readonly pid: number; readonly ok: boolean; readonly blamed?: Pnn }
  | { readonly type: "banned"; readonly forUs: number; readonly by: Pnn; readonly reason: string }
  | { readonly type: "unbanned" }
  | { readonly type: "leader-role-set"; readonly on: boolean }
  /** A control of `from` in its role was carried out here; `as: "leader"` makes it an act. */
  | {
      readonly type: "control-accepted";
      readonly op: ControlOp;
      readonly from: Pnn;
      readonly pid: number;
      readonly as: Role;
      readonly value?: string;
    }
  | {
      readonly type: "control-refused";
      readonly op: ControlOp;
      readonly from: Pnn;
      readonly pid: number;
      readonly as: Role;
      readonly value?: string;
      readonly why: string;
    }
  | { readonly type: "probe-answered"; readonly status: string }
  // Recovery, on the node that runs it.
  | { readonly type: "recovery-started"; readonly generation: number; readonly pid: number }
  | { readonly type: "recovery-step"; readonly step: string; readonly pid: number }
  | { readonly type: "recovery-completed"; readonly generation: number; readonly pid: number }
  /** Why it failed: at a control to all (`step`), or over `databases`, for which it may have banned a node. */
  | {
      readonly type: "recovery-failed";
      readonly step: string;
      readonly pid: number;
      readonly databases?: readonly string[];
      readonly banned?: number;
    }
  | { readonly type: "recovery-aborted"; readonly reason: string }
  /** What its recovery does with one database, or with all of them at once (`db` is ""). */
  | {
      readonly type: "database-step";
      readonly db: string;
      readonly step: DatabaseStep;
      readonly attempt: number;
      readonly pid: number;
    }
  // A node's own copy of a database.
  /** Its lock helper stands in line for the whole file. */
  | { readonly type: "database-freezing"; readonly db: string }
  | { readonly type: "database-frozen"; readonly db: string }
  /** Open for clients again; `resent` calls were sent anew. */
  | { readonly type: "database-thawed"; readonly db: string; readonly generation: number; readonly resent: number }
  /** A recovery's transaction is in the file: the database has this generation; `digest` of all but the rsn. */
  | {
      readonly type: "database-committed";
      readonly db: string;
      readonly generation: number;
      readonly digest: number;
      readonly records: number;
    }
  /** This node has the database from now on: a client or a recovery has attached it, here or elsewhere. */
  | { readonly type: "database-attached"; readonly db: string; readonly generation: number }
  // Records, as clients of this node use them. `pid` is the client's.
  /** It stands in line for the record's chain in the file of this node. */
  | { readonly type: "record-wanted"; readonly pid: number; readonly db: string; readonly key: string }
  /** It asks its daemon to bring the record here, under its own number `call`. */
  | {
      readonly type: "call-asked";
      readonly pid: number;
      readonly call: number;
      readonly db: string;
      readonly key: string;
    }
  | { readonly type: "call-answered"; readonly pid: number; readonly call: number; readonly status: number }
  /** It has the record: this node is dmaster, and the chain is locked. `value` is what it reads. */
  | {
      readonly type: "record-locked";
      readonly pid: number;
      readonly db: string;
      readonly key: string;
      readonly value: string;
      readonly rsn: number;
    }
  /** It writes in place; the empty value deletes. */
  | {
      readonly type: "record-written";
      readonly pid: number;
      readonly db: string;
      readonly key: string;
      readonly value: string;
      readonly rsn: number;
    }
  | { readonly type: "record-unlocked"; readonly pid: number; readonly db: string; readonly key: string }
  /** A client wants to read a record without locking it, and has read it. */
  | { readonly type: "read-began"; readonly pid: number; readonly db: string; readonly key: string }
  | {
      readonly type: "record-read";
      readonly pid: number;
      readonly db: string;
      readonly key: string;
      readonly value: string;
    }
  // Persistent transactions, as clients of this node see them. `sequence` is that of the database, as read.
  /** It has the global lock, if there is one. */
  | { readonly type: "transaction-began"; readonly pid: number; readonly db: string; readonly key: string }
  /** It has read its node's copy of the record that it will write. */
  | {
      readonly type: "transaction-read";
      readonly pid: number;
      readonly db: string;
      readonly key: string;
      readonly value: string;
      readonly sequence: number;
    }
  /** It asks its daemon to attach a database. */
  | { readonly type: "attach-asked"; readonly pid: number; readonly db: string }
  | { readonly type: "attach-answered"; readonly pid: number; readonly db: string; readonly status: number }
  /** It asks its daemon to commit `value`, under the sequence number `sequence`: the next one. */
  | {
      readonly type: "transaction-asked";
      readonly pid: number;
      readonly db: string;
      readonly key: string;
      readonly value: string;
      readonly sequence: number;
    }
  /** `assumed`: it takes the transaction for done by the sequence number alone. `value` is what it meant to write. */
  | {
      readonly type: "transaction-ended";
      readonly pid: number;
      readonly db: string;
      readonly key: string;
      readonly value: string;
      readonly sequence: number;
      readonly outcome: TransactionOutcome;
    }
  /** A daemon that starts has found a file damaged. */
  | { readonly type: "database-corrupt" }
  /** A client gets from now on what is sent to a service id; `lastWord`: its daemon sends one there when it is gone. */
  | { readonly type: "srvid-registered"; readonly pid: number; readonly srvid: string; readonly lastWord: boolean }
  /** A client sends a message: to a node or a set of nodes, its `number`th. */
  | {
      readonly type: "message-sent";
      readonly pid: number;
      readonly number: number;
      readonly srvid: string;
      readonly to: Destination;
    }
  /** It reaches a client: `from` and `sender` are the node and the pid it came from. */
  | {
      readonly type: "message-received";
      readonly pid: number;
      readonly from: Pnn;
      readonly sender: number;
      readonly number: number;
      readonly srvid: string;
    }
  | FileLockObservation
  | RecordObservation
  /** A client begins a job, and is done with it. */
  | { readonly type: "job-began"; readonly pid: number; readonly client: number }
  | { readonly type: "job-ended"; readonly pid: number; readonly client: number };

/** Any kind of observation, by name. */
export type ObservationType = Observation["type"];

/** One kind of observation. */
export type ObservationOf<T extends ObservationType> = Extract<Observation, { type: T }>;

/** An observation with its true time (microseconds since the start of the run) and host (-1: none). */
export type TraceEvent = Observation & { readonly atUs: number; readonly host: Pnn };
