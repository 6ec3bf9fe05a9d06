import { type Constants, constantTable } from "../constants/index.ts";
import type { LockDesign, RecordKeeping } from "../words/index.ts";
import type { TermName, WindowTerm, WindowTerms } from "./window-term.ts";

/** What is known of a cluster; times in microseconds. */
export interface WindowInputs {
  readonly constants: Constants;
  readonly lock: LockDesign;
  /** The file system gives up the locks of a dead node after so long, at least and at most. */
  readonly releaseUs: readonly [least: number, most: number];
  /** A client of NFSv4 is silent for at most this long. */
  readonly leaseUs: number;
  /** The slowest client reclaims so long after it was told; infinite: nothing bounds it. */
  readonly reclaimUs: number;
  /** Where statd's records are kept. */
  readonly records: RecordKeeping | "none";
}

/** sm-notify may take this long for each address (facts/ip-nfs.md §4.2). */
const NOTICE_US = 10_000_000;

/** So often a database is tried to be frozen before its node is banned (facts/recovery.md §2.4). */
const FREEZE_TRIES = 3;
/** Events of a recovery, and of the one that follows on a ban: startrecovery twice, recovered once. */
const EVENTS = 3;

/** The times of a cluster (facts/ip-nfs.md §6.3, §8). */
export function windowTerms(inputs: WindowInputs): WindowTerms {
  const terms = [...untilGrace(inputs), ...untilReclaim(inputs)];
  return Object.fromEntries(terms.map((term) => [term.name, term])) as unknown as WindowTerms;
}

function term(
  name: TermName,
  [leastUs, mostUs]: readonly [number, number],
  sentence: string,
  source: string,
): WindowTerm {
  return { name, sentence, leastUs, mostUs, source };
}

/** From a failure to the moment at which every server refuses new locks. */
function untilGrace({ constants: k, lock, releaseUs }: WindowInputs): readonly WindowTerm[] {
  const silent = k.keepaliveIntervalUs;
  return [
    term(
      "release",
      releaseUs,
      "the file system gives up the locks of a node that died",
      "--fs-release: no file of CTDB says it",
    ),
    term(
      "hold",
      both(endless(k.holdLongestUs)),
      "a file system that holds those locks gives them up after this",
      constantTable.holdLongestUs.source,
    ),
    term(
      "detection",
      [silent * k.keepaliveLimit, silent * (k.keepaliveLimit + 1)],
      "silence after which a node is dead: KeepaliveInterval x (KeepaliveLimit, or one more)",
      constantTable.keepaliveLimit.source,
    ),
    term(
      "leader",
      [0, k.leaderTimeoutUs + k.electionTimeoutUs],
      "if it led: leader time-out and election",
      constantTable.leaderTimeoutUs.source,
    ),
    lockTerm(k, lock, releaseUs[1]),
    term("loop", [0, k.recoverIntervalUs], "the leader looks this often", constantTable.recoverIntervalUs.source),
    ...recoveryTerms(k),
    ...runTerms(k),
  ];
}

/** The recovery before a takeover run. */
function recoveryTerms(k: Constants): readonly WindowTerm[] {
  const triesUs = FREEZE_TRIES * k.recoverTimeoutUs + k.recoverIntervalUs;
  const isDone = k.recoverTimeoutUs > k.scriptTimeoutUs;
  return [
    term(
      "recovery",
      [0, k.enableBans === 0 ? Number.POSITIVE_INFINITY : triesUs],
      k.enableBans === 0
        ? "databases are recovered first; without EnableBans nobody is banned whose database cannot be frozen"
        : `databases: one that cannot be frozen is tried ${FREEZE_TRIES} x RecoverTimeout, then its node is banned`,
      "facts/recovery.md §2.4, §2.3",
    ),
    term(
      "events",
      [0, isDone ? EVENTS * k.scriptTimeoutUs : Number.POSITIVE_INFINITY],
      isDone
        ? "startrecovery (again after that ban) and recovered: one that hangs counts as done after EventScriptTimeout"
        : "startrecovery, recovered: while one hangs, recoveries fail and are begun again, unless RecoverTimeout is longer than EventScriptTimeout",
      "facts/recovery.md §2.3",
    ),
  ];
}

/** The takeover run, in its parts. */
function runTerms(k: Constants): readonly WindowTerm[] {
  return [
    term(
      "questions",
      [0, 4 * k.takeoverTimeoutUs],
      "a takeover run asks for tunables, nodes and addresses first: TakeoverTimeout each",
      "facts/ip-nfs.md §1.3",
    ),
    term(
      "barrier",
      [0, 3 * k.takeoverTimeoutUs],
      "startipreallocate to takeip on all nodes: 3 x TakeoverTimeout",
      "facts/ip-nfs.md §1.3",
    ),
    term(
      "spread",
      [0, 3 * k.takeoverTimeoutUs + k.lockManagerPauseUs],
      "no barrier: addresses move, then each node restarts its lock manager when it comes to it",
      "facts/ip-nfs.md §4.3, §1.3",
    ),
  ];
}

/** From there to the last reclaim. */
function untilReclaim({ constants: k, leaseUs, reclaimUs, records }: WindowInputs): readonly WindowTerm[] {
  const queueUs =
    records === "shared-directory" ? 0 : records === "none" ? Number.POSITIVE_INFINITY : k.monitorIntervalUs;
  return [
    term(
      "restart-grace",
      both(k.restartGraceUs),
      constantTable.restartGraceUs.sentence,
      constantTable.restartGraceUs.source,
    ),
    term("kept-grace", both(k.keptGraceUs), constantTable.keptGraceUs.sentence, constantTable.keptGraceUs.source),
    term(
      "v4-grace",
      both(k.v4GraceUs),
      "nfsd that was restarted is in grace for this long if anybody is on record",
      constantTable.v4GraceUs.source,
    ),
    term(
      "shared-grace",
      both(endless(k.graceLongestUs)),
      "a grace that all lift together waits for every client on record",
      constantTable.graceLongestUs.source,
    ),
    term(
      "notice",
      [0, NOTICE_US],
      "a client of NLM is told: sm-notify takes up to 10 s an address",
      "facts/ip-nfs.md §4.2",
    ),
    term(
      "lease",
      [0, leaseUs],
      "a client of NFSv4 notices when it renews its lease",
      "--lease; ganesha's Lease_Lifetime 60 s, nfsd's 90 s",
    ),
    term("reclaim", [0, reclaimUs], "a client that was told reclaims", "--reclaim: nothing bounds it otherwise"),
    term(
      "queue",
      [0, queueUs],
      "who holds locks is written where all nodes can read it",
      "facts/ip-nfs.md §4.2; CTDB_STATD_CALLOUT_SHARED_STORAGE, MonitorInterval",
    ),
  ];
}

/** When a dead leader's cluster lock can be taken. */
function lockTerm(k: Constants, lock: LockDesign, releaseMostUs: number): WindowTerm {
  if (lock === "none") return term("lock", [0, 0], "there is no cluster lock to wait for", "ctdb.conf");
  if (lock === "fcntl")
    return term(
      "lock",
      [0, releaseMostUs],
      "if it led: its cluster lock is free when the same file system gives it up",
      "facts/ip-nfs.md §6.3",
    );
  const name = lock === "etcd-ttl" ? "etcdTtlUs" : lock === "object-store" ? "objectDurationUs" : "putTtlUs";
  return term("lock", [0, k[name]], "if it led: the TTL of its cluster lock runs out", constantTable[name].source);
}

function both(us: number): readonly [number, number] {
  return [us, us];
}

/** Of a constant whose 0 means that it never comes. */
function endless(us: number): number {
  return us === 0 ? Number.POSITIVE_INFINITY : us;
}
