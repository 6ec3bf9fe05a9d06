import { type Constants, leaseTtlUs, resendMaxUs } from "../model/index.ts";
import type { Setting } from "./property.ts";

/**
 * Every bound is a function of the tunables. Time in which a process was not scheduled
 * comes on top wherever it is measured (see each property); what is derived here is what
 * a correct cluster may take while everything runs.
 */

/**
 * Longer than any few deliveries between processes of one host, shorter than every timer of the protocol
 * (the shortest is the 0.5 s after which a vote is sent again). "At once" is judged with it.
 */
export const instantUs = 100_000;

/**
 * A recovery daemon that is not blocked looks at its state at least this often: its main loop and its broadcast
 * timer both run once a second (facts/leadership.md §2).
 */
export function wakeUs(k: Constants): number {
  return Math.max(k.recoverIntervalUs, k.leaderBroadcastIntervalUs) + instantUs;
}

/**
 * W, without what is not scheduled and without the rest of a running helper: how long a leader may go on after its
 * host lost the lock. The lost-lock handler first sets all nodes to recovery mode active and gives leadership up only
 * when that was answered or timed out (T8a, T13: up to RecoverTimeout). If it failed the node still believes to lead
 * and its next main-loop pass acts once more before it bans itself (steps 13 to 19).
 */
export function actAfterLossUs(k: Constants): number {
  return k.recoverTimeoutUs + wakeUs(k);
}

/** Controls a recovery helper waits for one after another, each up to RecoverTimeout (facts/recovery.md §2.3, steps 1-8, 10, 11). */
const barriersMax = 10;

/** The longest a recovery helper can run by itself: it never waits but for its controls. */
export function recoveryRunUs(k: Constants): number {
  return barriersMax * k.recoverTimeoutUs + instantUs;
}

/** Silence after which a peer is given up at the latest (facts/leadership.md §0.5). */
export function deadAfterUs(k: Constants): number {
  return k.keepaliveIntervalUs * (k.keepaliveLimit + 1);
}

/** The longest that somebody waits for a node that is silent: for one answer, or until it is known to be dead. */
export function silentUs(k: Constants): number {
  return Math.max(k.recoverTimeoutUs, deadAfterUs(k));
}

/**
 * A leader is due this long after the heal. A peer that fell silent just before blocks an election until it is dead
 * (keepalive interval x (limit + 1) = 30 s), the election is abandoned and tried again a leader time-out later (5 s),
 * a race or a vote takes a few seconds more (facts/leadership.md §0.5, §4.7, P5: 40 s). On top comes one
 * RerecoveryTimeout: a leader that lost its lock while a silent peer blocked its election still leads in its own eyes,
 * and where it has just ended a recovery it bans itself only after that (steps 19, 20 of the main loop, §4.2, and the hold-off).
 * A peer that is connected again before the asker noticed leaves the election's control without an answer instead, for a
 * whole RecoverTimeout: as long as silence by default, four times as long until 2016.
 */
export function leaderAfterHealUs({ lock, constants: k }: Setting): number {
  // With a lease: whatever was stuck on its way to the service arrives, and may leave one more TTL to wait for.
  const ttlUs = leaseTtlUs(lock, k);
  const leaseUs = ttlUs === 0 ? 0 : resendMaxUs + ttlUs;
  return (
    leaseUs + silentUs(k) + k.leaderTimeoutUs + k.electionTimeoutUs + 2 * k.recoverIntervalUs + k.rerecoveryTimeoutUs
  );
}

/**
 * After the leader: a recovery that it refuses because one has just ended (RerecoveryTimeout), and one control that a
 * node may leave unanswered (RecoverTimeout).
 */
export function recoveredAfterLeaderUs(k: Constants): number {
  return k.rerecoveryTimeoutUs + k.recoverTimeoutUs;
}

/**
 * A recovery that waits for a freeze ends, with a success or a ban, after all its tries (facts/recovery.md §5, L2): the
 * call of whoever holds the record may be lost with a connection, and is sent anew by no sooner thaw (facts/recovery.md §2.3). One more
 * control may be without an answer in the recovery that follows.
 */
export function freezeTriesUs(k: Constants): number {
  return byOwnClockUs(k.databaseAttempts * k.recoverTimeoutUs) + k.recoverTimeoutUs;
}

/** A first agreement is calm once the races and votes that were under way when it came are over. */
export function settleUs(k: Constants): number {
  return k.leaderTimeoutUs + k.electionTimeoutUs;
}

/** A lock helper whose parent died looks for it every so often, first that long after its own start (facts/leadership.md §6.6). */
export function helperNoticesUs({ lock, constants: k }: Setting): number {
  // A lease's keeper looks once a renewal, which is never rarer than the poll of the fcntl helper.
  return (
    (leaseTtlUs(lock, k) > 0 ? Math.max(leaseTtlUs(lock, k), k.helperParentPollUs) : k.helperParentPollUs) + instantUs
  );
}

/** How long a recovery daemon may believe in a lock that is lost: a round of a lease's keeper, or a recheck of the file. */
export function noticeLossUs({ lock, constants: k }: Setting): number {
  return Math.max(leaseTtlUs(lock, k), k.helperRecheckUs) + instantUs;
}

/** An orphaned lock helper ends once it has noticed; time in which its lock service is away does not count. */
export function orphanEndsUs(setting: Setting): number {
  return helperNoticesUs(setting);
}

/**
 * A node that was stopped, banned or has lost the leader role releases the lock: its main loop must read the flags
 * (1 s), its broadcast timer must fire (1 s; T1), and either may wait for one control first (RecoverTimeout), or for
 * one after another where a peer is silent, until that is known to be dead: a pass that fails reads no role.
 */
export function releaseUs(k: Constants): number {
  return k.recoverIntervalUs + k.leaderBroadcastIntervalUs + silentUs(k) + instantUs;
}

/** The same where everybody answers at once: a pass of the main loop, and what it asks (1 s each at most). */
export function promptReleaseUs(k: Constants): number {
  return 2 * k.recoverIntervalUs + k.leaderBroadcastIntervalUs + 1_000_000 + instantUs;
}

/**
 * What storage or service adds before a lock whose owner is gone can be taken again: a lease runs out, and the last
 * renewal can have been under way when its owner went.
 */
export function storageFreesUs(setting: Setting): number {
  return setting.storage.lockRecoveryUs + 2 * leaseTtlUs(setting.lock, setting.constants) + instantUs;
}

/** A process that reads the end of a pipe or a socket, or is killed, is gone at once. */
export const followsAtOnceUs = 10 * instantUs;

/** Addresses are dropped by a timer of RecoveryDropAllIPs, which may be slow by a twentieth, then one after another. */
export function dropAddressesUs(k: Constants, addresses: number): number {
  return k.recoveryDropAllIpsUs + 1_000_000 + releaseAllUs(k, addresses);
}

/** All addresses are released one after another; each event script is given up after its time (facts/ip-nfs.md §1.5). */
export function releaseAllUs(k: Constants, addresses: number): number {
  return addresses * scriptUs(k) + 10 * instantUs;
}

/** Four phases of a takeover run have a TakeoverTimeout each, the other four three of them together (facts/ip-nfs.md §1.3). */
export function takeoverRunUs(k: Constants): number {
  return byOwnClockUs(7 * k.takeoverTimeoutUs) + k.allocationUs + instantUs;
}

/** Credits that lead to a ban (facts/leadership.md §1.7). */
export function creditsMax(setting: Setting): number {
  return setting.constants.creditsPerNode * setting.nodes;
}

/** A host that fell silent is known to be dead at the latest after this: until then it blocks an election. */
export function silenceUs(k: Constants): number {
  return deadAfterUs(k) + wakeUs(k);
}

/** A recovery daemon that exits in order has told its helper before; a lease is released by a request. */
export function releasedOnExitUs({ storage }: Setting): number {
  return followsAtOnceUs + storage.lockRecoveryUs + instantUs;
}

/** The check child rests for the recheck interval, then opens, compares and touches the file; its end is read at once. */
export function recheckUs(k: Constants): number {
  return k.helperRecheckUs + followsAtOnceUs;
}

/** A vote in calm time: every candidate has heard every other one and the quiet time has passed. */
export function voteUs(k: Constants): number {
  return k.electionTimeoutUs + wakeUs(k);
}

/** An attempt at the lock is given up after this: its timer is the daemon's own. */
export function attemptUs(k: Constants): number {
  return k.lockTakeTimeoutUs + followsAtOnceUs;
}

/**
 * A leader that knows of its loss: one election (RecoverTimeout), and if that is abandoned a main-loop pass that waits
 * for two controls, once a recovery may begin again (RerecoveryTimeout), to find the lock missing and be banned.
 */
export function leadsWithoutLockUs(setting: Setting): number {
  const k = setting.constants;
  return leaderAfterHealUs(setting) + 3 * k.recoverTimeoutUs + k.rerecoveryTimeoutUs;
}

/** A helper that is told to end while it holds the lock, or was told before it was executed, ends at once. */
export const knownLockUs = 10 * instantUs;

/** A lock probe is given up after its time, and gone at once. */
export function probeUs(k: Constants): number {
  return k.lockProbeTimeoutUs + followsAtOnceUs;
}

/** In calm time: a leader within its bound, and its recovery (see both). */
export function recoveredInCalmUs(setting: Setting): number {
  return leaderAfterHealUs(setting) + recoveredAfterLeaderUs(setting.constants);
}

/**
 * A node that is recovered waits for the cluster to settle (RerecoveryTimeout and a little, polled once a second) before
 * it runs its startup event; a member hosts addresses after the next takeover run, which a recovery that the leader may
 * not yet begin, and one control without an answer, can hold up (RerecoveryTimeout and RecoverTimeout).
 */
export function servesUs(k: Constants): number {
  return k.startupExtraWaitUs + 2 * k.rerecoveryTimeoutUs + k.recoverTimeoutUs + k.scriptTimeoutUs + 2 * wakeUs(k);
}

/** A command is carried out in the turn in which it arrives: a few local deliveries. */
export const commandUs = 10 * instantUs;

/** A time as a daemon's clock measures it, which may run slow by a twentieth, and a moment to act on it. */
export function byOwnClockUs(us: number): number {
  return us + Math.ceil(us / 16) + followsAtOnceUs;
}

/** A ban is ended by a timer of its node. */
export function banEndsUs(forUs: number): number {
  return byOwnClockUs(forUs);
}

/** A main daemon looks this often whether its recovery daemon exists, and starts another one at once. */
export function recoverdReplacedUs(k: Constants): number {
  return byOwnClockUs(k.recoverdCheckIntervalUs);
}

/** What a node fails to do in one attempt to recover a database: the leader's clock may run fast by a twentieth. */
export function databaseAttemptUs(k: Constants): number {
  return k.recoverTimeoutUs - Math.ceil(k.recoverTimeoutUs / 16);
}

/** A shutdown waits for its addresses to go elsewhere and for the shutdown event; each has a time limit (§1.5). */
export function shutdownUs(k: Constants): number {
  return byOwnClockUs(k.shutdownFailoverTimeoutUs + k.scriptTimeoutUs);
}

/** A node runs only when its cluster has been recovered for so long (§1.5). */
export function settledUs(k: Constants): number {
  return k.rerecoveryTimeoutUs + k.startupExtraWaitUs;
}

/** An event script of a start-up is given up after its time limit. */
export function scriptUs(k: Constants): number {
  return byOwnClockUs(k.scriptTimeoutUs);
}

/** What a start-up does without waiting for anything. */
export const startUpTurnUs = 10 * instantUs;

/**
 * Two daemons find each other: what one of them still takes for a connection is buried as silent, and then called anew,
 * once for each side that has to notice (§1.6).
 */
export function connectsUs(k: Constants): number {
  return byOwnClockUs(2 * (silenceUs(k) + k.reconnectIntervalUs));
}

/** A change of flags is pushed in one of the leader's next passes, each of which may wait for a control once. */
export function flagsPushedUs(k: Constants): number {
  return k.recoverTimeoutUs + 2 * wakeUs(k);
}

/** A recovery daemon that has missed so many pings in a row, and one more, is replaced; a clock may run fast by a twentieth. */
export function watchdogUs(k: Constants): number {
  const missedUs = k.recoverdPingTimeoutUs * (k.recoverdFailCount + 1);
  return missedUs - Math.ceil(missedUs / 16);
}

/** Announcements have a timer of their own. */
export function announcedUs(k: Constants): number {
  return k.leaderBroadcastIntervalUs + instantUs;
}

/**
 * A recovery daemon knows that its node is inactive once its main loop has looked: it may wait for one control, and for
 * another one in an election on top of that.
 */
export function knowsInactiveUs(k: Constants): number {
  return releaseUs(k) + k.recoverTimeoutUs;
}
