import type { ConstantEntry } from "./constant-entry.ts";
import { nfsConstants } from "./nfs-constants.ts";

const s = 1_000_000;

function us(value: number, sentence: string, source: string): ConstantEntry {
  return { value, unit: "us", sentence, source };
}

function count(value: number, sentence: string, source: string): ConstantEntry {
  return { value, unit: "count", sentence, source };
}

/** Every timer constant and tunable, replaceable by `--set` and by overrides (facts/leadership.md §2). */
export const constantTable = {
  recoverIntervalUs: us(
    1 * s,
    "period of the recovery daemon's main loop, start to start",
    "common/tunable.c RecoverInterval",
  ),
  leaderBroadcastIntervalUs: us(1 * s, "a leader announces itself this often", "server/ctdb_recoverd.c"),
  leaderTimeoutUs: us(
    5 * s,
    "without an announcement for this long an election begins",
    "conf/cluster_conf.c leader timeout",
  ),
  electionTimeoutUs: us(3 * s, "quiet time that ends a vote", "common/tunable.c ElectionTimeout"),
  voteResendUs: us(0.5 * s, "a node that would win announces its vote again after this", "server/ctdb_recoverd.c"),
  lockTakeTimeoutUs: us(120 * s, "the recovery daemon gives up taking the lock after this", "server/ctdb_recoverd.c"),
  lockProbeTimeoutUs: us(
    5 * s,
    "a lock probe that has not answered by then counts as contended",
    "server/ctdb_recover.c",
  ),
  recoverTimeoutUs: us(
    30 * s,
    "time-out of every control a recovery daemon or helper sends",
    "common/tunable.c RecoverTimeout",
  ),
  keepaliveIntervalUs: us(5 * s, "peers are checked and greeted this often", "common/tunable.c KeepaliveInterval"),
  keepaliveLimit: count(5, "silent checks in a row after which a peer is dead", "common/tunable.c KeepaliveLimit"),
  rerecoveryTimeoutUs: us(
    10 * s,
    "after a recovery its leader refuses another for this long",
    "common/tunable.c RerecoveryTimeout",
  ),
  recoveryGracePeriodUs: us(120 * s, "older banning credits are forgotten", "common/tunable.c RecoveryGracePeriod"),
  recoveryBanPeriodUs: us(300 * s, "length of a ban", "common/tunable.c RecoveryBanPeriod"),
  recoveryDropAllIpsUs: us(
    120 * s,
    "a node this long in recovery mode drops its addresses",
    "common/tunable.c RecoveryDropAllIPs",
  ),
  creditsPerNode: count(
    2,
    "banning credits a node may collect, times the nodes of the cluster",
    "server/ctdb_recoverd.c",
  ),
  allowMixedVersions: {
    value: 0,
    unit: "switch",
    sentence: "0: of two daemons with different versions the younger one shuts down",
    source: "common/tunable.c AllowMixedVersions",
  },
  enableBans: {
    value: 1,
    unit: "switch",
    sentence: "0: a ban is accepted and does nothing",
    source: "common/tunable.c EnableBans",
  },
  recoverdPingTimeoutUs: us(
    60 * s,
    "the main daemon counts a missed ping of its recovery daemon after this",
    "common/tunable.c RecdPingTimeout",
  ),
  recoverdFailCount: count(
    10,
    "missed pings after which the recovery daemon is restarted",
    "common/tunable.c RecdFailCount",
  ),
  recoverdCheckIntervalUs: us(
    30 * s,
    "the main daemon looks this often whether its recovery daemon exists",
    "server/ctdb_recover.c",
  ),
  reconnectIntervalUs: us(1 * s, "a lost peer is called again this often", "tcp/tcp_connect.c"),
  startupExtraWaitUs: us(3 * s, "added to RerecoveryTimeout before the startup event", "server/ctdb_monitor.c"),
  scriptTimeoutUs: us(30 * s, "an event script is given up after this", "common/tunable.c EventScriptTimeout"),
  startupRetryUs: us(5 * s, "a startup event that failed is tried again after this", "server/ctdb_monitor.c"),
  monitorIntervalUs: us(15 * s, "longest wait between monitor events", "common/tunable.c MonitorInterval"),
  monitorFirstUs: us(2 * s, "a node that runs is monitored after this for the first time", "server/ctdb_monitor.c"),
  monitorChangeUs: us(5 * s, "wait for the next monitor event after a change of health", "server/ctdb_monitor.c"),
  monitorTimeoutCount: count(
    20,
    "monitor events in a row that may take too long before a node is unhealthy",
    "common/tunable.c MonitorTimeoutCount",
  ),
  nfsUnhealthyAfter: count(
    2,
    "failures of the nfs check in a row after which its monitor event fails",
    "config/nfs-checks.d/20.nfs.check unhealthy_after",
  ),
  partiallyOnlineInterfaces: {
    value: 0,
    unit: "switch",
    sentence: "1: a node stays healthy while one of its interfaces of public addresses has a link",
    source: "ctdb-script.options(5) CTDB_PARTIALLY_ONLINE_INTERFACES, config/events/legacy/10.interface.script",
  },
  eventdParentFirstUs: us(
    1 * s,
    "an event daemon looks for its main daemon for the first time after this",
    "common/sock_daemon.c",
  ),
  eventdParentPollUs: us(5 * s, "and then again this often", "common/sock_daemon.c"),
  eventDebugProgram: {
    value: 0,
    unit: "switch",
    sentence: "1: a debug program is configured, and a script that takes too long is ended after it has run",
    source: "common/run_event.c, ctdb.conf [event] debug script",
  },
  shutdownFailoverTimeoutUs: us(
    10 * s,
    "a node that shuts down waits this long until its addresses are gone",
    "conf/failover_conf.c shutdown failover timeout",
  ),
  helperParentPollUs: us(
    5 * s,
    "the fcntl helper looks this often whether its parent exists",
    "server/ctdb_mutex_fcntl_helper.c",
  ),
  helperRecheckUs: us(
    5 * s,
    "the fcntl helper's child checks the lock file this often; 0: never",
    "server/ctdb_mutex_fcntl_helper.c",
  ),
  dbLockParentPollUs: us(
    5 * s,
    "a database's lock helper that has the lock looks this often whether its daemon exists",
    "server/ctdb_lock_helper.c",
  ),
  databaseAttempts: count(
    3,
    "attempts to recover a database before its recovery fails",
    "server/ctdb_recovery_helper.c NUM_RETRIES",
  ),
  databaseCredits: count(
    3,
    "failures in one recovery after which its helper bans the node",
    "server/ctdb_recovery_helper.c NUM_RETRIES",
  ),
  fetchCollapseUs: us(
    30 * s,
    "a client's call waits this long behind another for the same record",
    "server/ctdb_daemon.c",
  ),
  controlTimeoutUs: us(
    60 * s,
    "time-out of what daemons do for a persistent transaction, and of questions between them",
    "common/tunable.c ControlTimeout",
  ),
  deferredAttachUs: us(
    120 * s,
    "a client that attaches a database in a recovery waits this long",
    "common/tunable.c DeferredAttachTO",
  ),
  attachAgainUs: us(
    1 * s,
    "what such a client asked for comes again so long after the recovery",
    "server/ctdb_ltdb_server.c",
  ),
  gLockRetryUs: us(
    0.1 * s,
    "who finds the global lock of a transaction taken tries again after this",
    "assumed: a client is told when it is free, and looks again",
  ),
  commitRetryUs: us(
    0.01 * s,
    "a client repeats a commit that left no trace after this, then after twice as long each time",
    "source3/lib/dbwrap/dbwrap_ctdb.c",
  ),
  commitRetryMaxUs: us(
    1.28 * s,
    "longest wait before a client repeats such a commit: it is doubled while it is less than a second",
    "source3/lib/dbwrap/dbwrap_ctdb.c",
  ),
  etcdTtlUs: us(9 * s, "TTL of a key of the etcd helper", "utils/etcd/ctdb_etcd_lock lock_ttl"),
  etcdRefreshUs: us(2 * s, "the etcd helper refreshes its key this often", "utils/etcd/ctdb_etcd_lock lock_refresh"),
  etcdReadTimeoutUs: us(60 * s, "the etcd helper waits this long for an answer", "python3-etcd read_timeout"),
  etcdTries: count(4, "times the etcd helper sends a request before it gives up", "facts/real-ctdb.md §4.1"),
  putTtlUs: us(5 * s, "TTL of the one key of the etcd-put designs, the plugin and the refresher", "the thread of 2016"),
  putRefreshUs: us(2.5 * s, "that key is refreshed this often", "the thread of 2016: every 2 to 2.5 seconds"),
  putTimeoutUs: us(60 * s, "a request about that key is given up after this", "assumed, as the etcd client's"),
  objectDurationUs: us(10 * s, "duration of a lock on an object", "utils/ceph/ctdb_mutex_ceph_rados_helper.c"),
  objectRenewUs: us(5 * s, "a lock on an object is renewed this often", "utils/ceph/ctdb_mutex_ceph_rados_helper.c"),
  objectTimeoutUs: us(300 * s, "the object store's client gives a request up after this", "rados client defaults"),
  revokeDelayUs: us(
    1 * s,
    "calls go on so long after copies to read could not be called back; readers also after they were",
    "server/ctdb_call.c revokechild_destructor",
  ),
  hopcountMakeSticky: count(
    50,
    "a call that was sent on so often makes its key hot, in a sticky database",
    "common/tunable.c HopcountMakeSticky",
  ),
  stickyDurationUs: us(600 * s, "a key stays hot for this long", "common/tunable.c StickyDuration"),
  stickyPindownUs: us(0.2 * s, "a hot record stays this long where it has come", "common/tunable.c StickyPindown"),
  vacuumIntervalUs: us(10 * s, "a node vacuums its volatile databases this often", "common/tunable.c VacuumInterval"),
  vacuumStaggerUs: us(
    0.5 * s,
    "a vacuum that finds another one at work looks again after this",
    "server/ctdb_vacuum.c",
  ),
  vacuumMaxRunTimeUs: us(120 * s, "a vacuum child is killed after this", "common/tunable.c VacuumMaxRunTime"),
  vacuumFastPathCount: count(
    60,
    "vacuums from one that looks through whole files to the next",
    "common/tunable.c VacuumFastPathCount",
  ),
  ...nfsConstants,
  takeoverTimeoutUs: us(
    9 * s,
    "time-out of the questions of a takeover run, and a third of that of what it does",
    "common/tunable.c TakeoverTimeout",
  ),
  allocationUs: us(
    0,
    "what working out who shall have which public address takes; whoever does so serves nothing meanwhile",
    "facts/ip-nfs.md §1.4",
  ),
  takeoverDisableUs: us(
    60 * s,
    "a leader that makes a takeover run keeps its peers from any for at most this",
    "server/ctdb_recoverd.c do_takeover_run",
  ),
  reloadTimeoutUs: us(120 * s, "a node's reload of its public addresses ends after this", "server/ctdb_takeover.c"),
  arpIntervalUs: us(1.1 * s, "from one gratuitous ARP to the next", "server/ctdb_takeover.c CTDB_ARP_INTERVAL"),
  arpCount: count(3, "gratuitous ARPs for an address that was taken", "server/ctdb_takeover.c CTDB_ARP_REPEAT"),
  tickleUpdateIntervalUs: us(
    20 * s,
    "the node that serves an address tells the others which connections there are to it, if that has changed",
    "common/tunable.c TickleUpdateInterval",
  ),
  killRoundUs: us(
    0.1 * s,
    "the connection killer looks for replies, and asks again, this often",
    "tools/ctdb_killtcp.c",
  ),
  killRounds: count(50, "rounds after which it gives up", "tools/ctdb_killtcp.c"),
  killBatch: count(300, "connections that it asks in a round", "tools/ctdb_killtcp.c"),
  noIpTakeover: {
    value: 0,
    unit: "switch",
    sentence: "1: no node is given an address that it does not have",
    source: "common/tunable.c NoIPTakeover",
  },
  noIpFailback: {
    value: 0,
    unit: "switch",
    sentence: "1: no address is moved to even things out",
    source: "common/tunable.c NoIPFailback",
  },
  ipAllocAlgorithm: count(
    2,
    "how addresses are spread: 0 deterministic, 1 nondeterministic, otherwise LCP2",
    "common/tunable.c IPAllocAlgorithm",
  ),
  failoverDisabled: {
    value: 0,
    unit: "switch",
    sentence: "1: public addresses are left alone",
    source: "conf/failover_conf.c disabled",
  },
} as const satisfies Readonly<Record<string, ConstantEntry>>;

/** The name of a constant. */
export type ConstantName = keyof typeof constantTable;

/** A value for every constant. */
export type Constants = Readonly<Record<ConstantName, number>>;

/** All defaults, with some replaced. */
export function constantsWith(replaced: Partial<Record<ConstantName, number>> = {}): Constants {
  const names = Object.keys(constantTable) as ConstantName[];
  // Not name by name: the engine would keep an object that grows so far as a dictionary, and every guard reads it.
  const values = Object.fromEntries(names.map((name) => [name, replaced[name] ?? constantTable[name].value]));
  return Object.freeze(values) as Constants;
}

/** Is this the name of a constant? */
export function isConstantName(name: string): name is ConstantName {
  return Object.hasOwn(constantTable, name);
}
