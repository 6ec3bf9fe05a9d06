import type { DatabaseSpec, RecordHeader } from "../database/index.ts";
import type { GroupName, KnownAddress } from "../public-address/index.ts";
import type { ControlOp, Pnn, RecoveryMode, Role } from "../words/index.ts";
import type { Copies } from "./database-file.ts";

/** What a control carries; each op reads its own fields. */
export interface ControlBody {
  readonly mode?: RecoveryMode;
  readonly generation?: number;
  readonly map?: readonly Pnn[];
  /** Pairs of pnn and its flags. */
  readonly flags?: readonly (readonly [Pnn, number])[];
  readonly forUs?: number;
  readonly reason?: string;
  readonly on?: boolean;
  /** In whom the sender believes (SET_RECMASTER). */
  readonly leader?: Pnn;
  /** The sender's cluster lock setting, word for word. */
  readonly lockSetting?: string;
  /** The database it is about, by name. */
  readonly db?: string;
  /** Which databases a round of a serial recovery freezes. */
  readonly priority?: number;
  /** A database to attach. */
  readonly spec?: DatabaseSpec;
  /** It is attached by a recovery helper (DB_ATTACH with its flag ATTACH_RECOVERY). */
  readonly inRecovery?: boolean;
  /** Number of the recovery (our design: as shipped nobody counts). */
  readonly epoch?: number;
  /** Whom the recovery includes (our design: as shipped only the map tells, which lmasters alone are in). */
  readonly members?: readonly Pnn[];
  /** Records that a recovery, or a transaction, brings. */
  readonly copies?: Copies;
  /** A record it is about, and the header that its sender found in it. */
  readonly key?: string;
  readonly header?: RecordHeader;
  /** Who is looked for (PROCESS_EXISTS), or who asks (TCP_CLIENT). */
  readonly pid?: number;
  /** A public address, and who shall serve it. */
  readonly address?: string;
  readonly owner?: Pnn;
  /** Public addresses, each with who shall serve it (SET_PUBLIC_IP_OWNERS: our design). */
  readonly owners?: readonly (readonly [string, Pnn])[];
  /** An interface of public addresses, of which is said whether it has a link (`on`). */
  readonly interface?: string;
  /** A TCP connection to that address, by its number (TCP_CLIENT: of the client `pid`; TCP_ADD, TCP_ADD_DELAYED_UPDATE, TCP_REMOVE); a list of them (SET_TCP_TICKLE_LIST). */
  readonly connection?: number;
  readonly connections?: readonly number[];
  /** Only the addresses that the node can host now (GET_PUBLIC_IPS). */
  readonly onlyAvailable?: boolean;
  /** Revision of the lock grant the sender acts under (fencing); absent: it has none, or nobody asks. */
  readonly revision?: number;
}

/** One control on its way: who asks, whom, what. */
export interface Request {
  readonly id: number;
  readonly op: ControlOp;
  readonly from: Pnn;
  /** Pid of the asking process on its host; 0 for an administrator. */
  readonly pid: number;
  readonly to: Pnn;
  readonly as: Role;
  readonly body: ControlBody;
}

/** A database as a node has it. */
export interface AttachedDatabase extends DatabaseSpec {
  /** Number of the recovery that committed it last (our design: as shipped nobody looks). */
  readonly epoch: number;
}

/** The answer of one node: status 0 is success. */
export interface Reply {
  readonly status: number;
  readonly flags?: readonly number[];
  readonly connected?: readonly boolean[];
  readonly mode?: RecoveryMode;
  readonly generation?: number;
  readonly map?: readonly Pnn[];
  readonly runState?: string;
  readonly leaderRole?: boolean;
  readonly lmasterRole?: boolean;
  /** Has it CTDB_CAP_PARALLEL_RECOVERY? */
  readonly recoversInParallel?: boolean;
  /** Groups in which it never leads, by a capability of its own (up to 4.4). */
  readonly follows?: readonly GroupName[];
  /** In whom its recovery daemon believes (GET_RECMASTER). */
  readonly leader?: Pnn;
  /** Its cluster lock setting, word for word. */
  readonly lockSetting?: string;
  /** The databases that are attached here. */
  readonly databases?: readonly AttachedDatabase[];
  /** Numbers of the recoveries that have included this node (our design: as shipped nobody looks). */
  readonly attended?: readonly number[];
  /** Sequence number of a persistent or replicated database. */
  readonly sequence?: number;
  /** Public addresses that it knows, and who it believes serves them (GET_PUBLIC_IPS). */
  readonly addresses?: readonly KnownAddress[];
  /** Those of them that are to be deleted as soon as they are released; absent: none. */
  readonly leaving?: readonly string[];
  /** Those that its kernel has, or that it has placed (our design: as shipped it says whose it believes they are, and no more). */
  readonly held?: readonly string[];
  /** Those that none of their interfaces has a link for; absent: none. */
  readonly unlinked?: readonly string[];
  /** The interfaces that they may be on, and whether each has a link. */
  readonly links?: Readonly<Record<string, boolean>>;
  /** Can it host addresses now? */
  readonly canHost?: boolean;
  /** Number of the recovery under which that was committed (our design: as shipped nobody asks). */
  readonly committedIn?: number;
  /** Records that a recovery pulls. */
  readonly copies?: Copies;
}

/** The controls a procedure waits for: one entry a target, filled in as answers come. */
export interface Batch {
  id: number;
  op: ControlOp;
  targets: readonly Pnn[];
  /** In the order of `targets`; null while open. A time-out or a dead peer is status -1. */
  replies: (Reply | null)[];
  pending: number;
  failed: number;
  /** Places in `targets` of those that failed, in the order in which that was known. */
  readonly inOrder: number[];
}
