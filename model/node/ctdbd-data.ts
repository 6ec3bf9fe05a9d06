import {
  type ClientCall,
  type DatabaseSpec,
  type DatabaseState,
  newDatabase,
  type RecordOp,
  type RecordPacket,
  type WriteChild,
} from "../database/index.ts";
import type { Copies, Request, Sender } from "../effect/index.ts";
import type { ProcessData } from "../process/index.ts";
import {
  type AddressRecord,
  type GroupName,
  type InterfaceRecords,
  type IpAddress,
  type LeaderGroups,
  newAddressRecords,
  newInterfaceRecords,
  type TrackedConnection,
} from "../public-address/index.ts";
import {
  type ControlOp,
  type CtdbVersion,
  type Destination,
  FLAG,
  INVALID_GENERATION,
  type Pnn,
  type RecoveryDesign,
  type RecoveryMode,
  type Registration,
  type RunState,
  type ServiceMessage,
  type TickleDesign,
  UNKNOWN,
} from "../words/index.ts";

/** The state of one main daemon (facts/leadership.md §4.1). */
export interface CtdbdData extends ProcessData {
  /** CTDB's version, and when this daemon started, by its own clock. */
  readonly version: CtdbVersion;
  readonly startedUs: number;
  runState: RunState;
  /** Flags of every node as this daemon sees them; its own entry is authoritative. */
  flagsOf: number[];
  // The two TCP directions to each peer, packets from it since the last check, silent checks in a row.
  out: boolean[];
  in: boolean[];
  received: number[];
  silent: number[];
  buried: Pnn[];
  recoveryMode: RecoveryMode;
  generation: number;
  map: readonly Pnn[];
  /** Whom the last recovery included, lmaster or not (our design: as shipped a node knows the map alone). */
  members: readonly Pnn[];
  /** The node as a whole: from the moment that its freeze begins. */
  frozen: boolean;
  leaderRole: boolean;
  /** It may be the one that knows where records are: it has the LMASTER capability. */
  lmasterRole: boolean;
  /** In whom its recovery daemon believes, if it says so (4.3). */
  toldLeader: Pnn;
  /** The latest grant of the lock that a leader has acted under here (fencing). */
  latestGrant: number;
  /** The public addresses that it knows, by their texts. */
  publicAddresses: Record<string, AddressRecord>;
  /** The interfaces that these may be on. */
  interfaces: InterfaceRecords;
  /** What its children that reload them have said, by their handles; null: nothing yet. */
  reloads: Record<number, string | null>;
  /** Where it stands which connections there are to them; what of that it is writing to the database; null: nothing. */
  readonly tickles: TickleDesign;
  tickleWrite: TickleWrite | null;
  /** The groups that choose a leader of their own, by its configuration. */
  groups: LeaderGroups;
  /** Who leads them, as its scripts have acted on it last; UNKNOWN: nobody, or they have not yet. */
  groupLeaders: Record<GroupName, Pnn>;
  /** A takeover run has ended here since it began to shut down. */
  isReallocated: boolean;
  firstRecoveryDone: boolean;
  recoveredAtUs: number;
  startupPollDue: boolean;
  /** The time for the fail-over of a shutdown is over. */
  failoverOver: boolean;
  // Children.
  nextHandle: number;
  recoverdHandle: number;
  eventdHandle: number;
  pingsMissed: number;
  /** Its looks at its own health. */
  monitor: Monitor;
  /** First byte of each lock probe; null while open. */
  probes: Record<number, string | null>;
  /** What it brings to the recovery of databases. */
  readonly recovery: RecoveryDesign;
  /** The generation of a serial recovery's transaction over all databases. */
  commonTransaction: number;
  /** Numbers of the recoveries that have included it since its daemon started (our design: as shipped nobody counts). */
  attended: number[];
  /** The number of the recovery whose map it has; 0: that said none. */
  mapEpoch: number;
  /** The generation of the latest recovery in whose middle it has met a peer again. */
  metAgainUnder: number;
  /** Its databases, by name. */
  databases: Record<string, DatabaseState>;
  /** Names of the databases that each lock helper of a freeze was started for, by its handle. */
  freezers: Record<number, readonly string[]>;
  /** First byte of each lock helper that stands in line for a record; null while open. */
  recordLocks: Record<number, string | null>;
  /** Clients that are gone, by pid: what they have asked for is dropped wherever it waits. */
  goneClients: number[];
  /** What its clients have registered for. */
  registered: Registration[];
  /** The number of its next call for a record. */
  nextCall: number;
  /** Children that write a transaction to a file here. */
  writers: Record<number, WriteChild>;
  /** Its vacuum. */
  vacuum: Vacuum;
}

/** Lists of connections that are being written to the database (our design). */
export interface TickleWrite {
  readonly copies: Copies;
  /** The connections of which the database has not heard before. */
  readonly added: readonly (TrackedConnection & { readonly address: string })[];
  /** Not every node has written it: some may have. */
  readonly hasFailed: boolean;
}

/** How a daemon looks after its own health (facts/ip-nfs.md §2.5). */
export interface Monitor {
  /** From the end of a monitor event to the next, microseconds. */
  intervalUs: number;
  /** Monitor events in a row that took too long. */
  timeouts: number;
  /** It shuts down: nobody waits for the end of the one that runs. */
  isStopped: boolean;
}

/** A daemon's vacuum: one child at a time, for one database (facts/recovery.md §1.8). */
export interface Vacuum {
  /** Handle of its child; 0: there is none. */
  handle: number;
  /** The database that was vacuumed last. */
  db: string;
  /** How often it was due since whole files were looked through. */
  runs: number;
  /** Databases whose whole file is to be looked through. */
  full: string[];
}

/** Everything a main daemon reacts to: controls, timers, connections, children, signals. */
export type CtdbdEvent =
  | { readonly type: "START" }
  | { readonly type: "RESUME" }
  | { readonly type: ControlOp; readonly request: Request }
  | { readonly type: "KEEPALIVE_DUE" }
  | { readonly type: "KEEPALIVE"; readonly peer: Pnn; readonly sender: Sender }
  | { readonly type: "CONNECT_DUE"; readonly peer: Pnn }
  | { readonly type: "LINK_OUT_UP"; readonly peer: Pnn }
  | { readonly type: "LINK_IN_UP"; readonly peer: Pnn }
  | { readonly type: "LINK_CLOSED"; readonly peer: Pnn }
  | { readonly type: "BAN_OVER" }
  | { readonly type: "DROP_ADDRESSES" }
  | { readonly type: "STARTUP_POLL_DUE" }
  | { readonly type: "STARTUP_RETRY_DUE" }
  | { readonly type: "MONITOR_DUE" }
  | { readonly type: "FAILOVER_OVER" }
  | { readonly type: "RECOVERD_CHECK_DUE" }
  | { readonly type: "RECOVERD_PING_TIMEOUT" }
  | { readonly type: "PROBE_TIMEOUT"; readonly peer: number }
  | { readonly type: "PROBED"; readonly pid: number; readonly exists: boolean }
  | { readonly type: "CHILD_OUTPUT"; readonly handle: number; readonly byte: string }
  | { readonly type: "CHILD_PIPE_CLOSED"; readonly handle: number }
  | { readonly type: RecordOp; readonly packet: RecordPacket }
  | { readonly type: "CLIENT_CALL"; readonly call: ClientCall }
  | { readonly type: "CLIENT_REGISTERS" | "CLIENT_DEREGISTERS"; readonly registration: Registration }
  | { readonly type: "CLIENT_SENDS"; readonly to: Destination; readonly message: ServiceMessage }
  | { readonly type: "SERVICE_MESSAGE"; readonly message: ServiceMessage }
  | { readonly type: "CLIENT_GONE"; readonly pid: number }
  | { readonly type: "COLLAPSE_OVER"; readonly peer: number }
  | { readonly type: "ATTACH_DUE"; readonly peer: number }
  | { readonly type: "COMMIT_TIMEOUT"; readonly peer: number }
  | { readonly type: "WRITE_TIMEOUT"; readonly peer: number }
  | { readonly type: "REVOKE_DELAY_OVER"; readonly peer: number }
  | { readonly type: "PINDOWN_OVER"; readonly peer: number }
  | { readonly type: "ARP_DUE"; readonly peer: number }
  | { readonly type: "TICKLE_UPDATE_DUE" }
  | { readonly type: "TICKLE_WRITE_DUE" }
  | { readonly type: "RELOAD_TIMEOUT"; readonly peer: number }
  | { readonly type: "VACUUM_DUE" }
  | { readonly type: "VACUUM_TIMEOUT"; readonly peer: number }
  | { readonly type: "SIGTERM" };

/** A main daemon that has just been started. */
export function newCtdbdData(
  base: ProcessData,
  version: CtdbVersion,
  databases: readonly DatabaseSpec[] = [],
  recovery: RecoveryDesign = "parallel",
  addresses: readonly IpAddress[] = [],
  tickles: TickleDesign = "lists",
  interfaces: ReadonlyMap<string, readonly string[]> = new Map(),
): CtdbdData {
  const publicAddresses = newAddressRecords(addresses, interfaces);
  const fill = <T>(value: T): T[] => new Array<T>(base.nodes).fill(value);
  const flagsOf = fill<number>(FLAG.disconnected | FLAG.unhealthy);
  flagsOf[base.pnn] = FLAG.unhealthy;
  return {
    version,
    startedUs: base.nowUs,
    runState: "init",
    flagsOf,
    out: fill(false),
    in: fill(false),
    received: fill(0),
    silent: fill(0),
    buried: [],
    recoveryMode: "active",
    generation: INVALID_GENERATION,
    map: [],
    members: [],
    frozen: true,
    leaderRole: true,
    lmasterRole: true,
    toldLeader: UNKNOWN,
    latestGrant: 0,
    publicAddresses,
    interfaces: newInterfaceRecords(Object.values(publicAddresses)),
    reloads: {},
    tickles,
    tickleWrite: null,
    groups: {},
    groupLeaders: { natgw: UNKNOWN, lvs: UNKNOWN },
    isReallocated: false,
    firstRecoveryDone: false,
    recoveredAtUs: 0,
    startupPollDue: false,
    failoverOver: false,
    nextHandle: 1,
    recoverdHandle: 0,
    eventdHandle: 0,
    monitor: { intervalUs: 0, timeouts: 0, isStopped: false },
    pingsMissed: 0,
    probes: {},
    recovery,
    commonTransaction: INVALID_GENERATION,
    attended: [],
    mapEpoch: 0,
    metAgainUnder: INVALID_GENERATION,
    databases: Object.fromEntries(
      databases
        .filter(({ attachedByClients }) => attachedByClients !== true)
        .map((spec) => [spec.name, newDatabase(spec, INVALID_GENERATION)]),
    ),
    freezers: {},
    recordLocks: {},
    goneClients: [],
    registered: [],
    nextCall: 1,
    writers: {},
    vacuum: { handle: 0, db: "", runs: 0, full: [] },
    ...base,
  };
}

/** Are both TCP directions to a peer there? */
export function isConnected(d: CtdbdData, peer: Pnn): boolean {
  return d.out[peer] === true && d.in[peer] === true;
}

/** Every node but this one and the deleted ones. */
export function peersOf(d: CtdbdData): readonly Pnn[] {
  const peers: Pnn[] = [];
  for (let pnn = 0; pnn < d.flagsOf.length; pnn += 1)
    if (pnn !== d.pnn && ((d.flagsOf[pnn] ?? 0) & FLAG.deleted) === 0) peers.push(pnn);
  return peers;
}

/** Has it an address placed on its interface? What the kernel has is another matter. */
export function hostsAddresses({ publicAddresses }: CtdbdData): boolean {
  return Object.values(publicAddresses).some(({ placedOn }) => placedOn !== "");
}

/** Has this node a flag in its own view of itself, which is the authoritative one? */
export function hasOwnFlag(d: CtdbdData, bit: number): boolean {
  return ((d.flagsOf[d.pnn] ?? 0) & bit) !== 0;
}

/** Does a lock helper stand in line for one of its databases? A node whose freeze has begun is not frozen before. */
export function isBeingFrozen({ databases }: CtdbdData): boolean {
  return Object.values(databases).some(({ mode }) => mode === "pending");
}
