import {
  byOwnClockUs,
  deadAfterUs,
  dropAddressesUs,
  instantUs,
  recoveredInCalmUs,
  servesUs,
  takeoverRunUs,
} from "../bounds.ts";
import type { Setting } from "../property.ts";

/**
 * An address on both sides of a partition (facts/ip-nfs.md §6.4, I2): peers that fell silent are given up, the side
 * without the lock finds that it has no leader, holds an election and fails at it, and its nodes drop all addresses
 * RecoveryDropAllIPs after that has put them into recovery mode.
 */
export function doubleHostedUs(setting: Setting): number {
  const k = setting.constants;
  return recoveredInCalmUs(setting) + k.recoverTimeoutUs + dropAddressesUs(k, (setting.publicAddresses ?? []).length);
}

/**
 * Addresses are where they belong in calm time: a recovery is due, the node that is to have them has come to RUNNING, a
 * takeover run that fails is made again, and what the leader waits for then is one control more.
 */
export function hostedUs(setting: Setting): number {
  const k = setting.constants;
  return Math.max(recoveredInCalmUs(setting) + servesUs(k) + 2 * takeoverRunUs(k), forbiddenHostedUs(setting));
}

/** The same where the node that is to have them is there, and a leader that is gone has forbidden takeover runs before. */
function forbiddenHostedUs(setting: Setting): number {
  const k = setting.constants;
  return byOwnClockUs(k.takeoverDisableUs) + unhostedUs(setting) + 2 * takeoverRunUs(k);
}

/**
 * A takeover run begins where nothing keeps it from doing so: a pass of the main loop may wait for one control, or for a peer
 * until that is known to be dead, its own check may wait for one more, and so may the leader's pass; and one that finds that a
 * recovery is due goes no further while that must hold off.
 */
export function unhostedUs({ constants: k }: Setting): number {
  const waitsUs = Math.max(2 * k.recoverTimeoutUs, deadAfterUs(k), k.rerecoveryTimeoutUs);
  return byOwnClockUs(2 * k.recoverIntervalUs + waitsUs) + instantUs;
}

/**
 * A node that differs from its kernel has a run made, where nobody keeps others waiting: its next two passes look, of which one
 * may end early, and its leader makes a run in one of the next two, or when it no longer holds off a recovery that it wants first.
 */
export function ownCheckUs({ constants: k }: Setting): number {
  return byOwnClockUs(4 * k.recoverIntervalUs + k.rerecoveryTimeoutUs) + instantUs;
}

/**
 * A link that is lost, until no address is on its interface any more: a monitor event looks, the second if the first gives way to
 * another event, and may take all its time; a run that another leader has forbidden begins then, and if it fails it is made again.
 */
export function leavesDeadLinkUs(setting: Setting): number {
  const { constants: k } = setting;
  const noticedUs = byOwnClockUs(2 * k.monitorIntervalUs + k.scriptTimeoutUs + k.takeoverDisableUs);
  return noticedUs + unhostedUs(setting) + 2 * takeoverRunUs(k);
}

/** A node that takes an address announces it arpCount times, and tickles clients each time: the first may do. */
export function tickledUs({ constants: k }: Setting): number {
  return byOwnClockUs((k.arpCount - 1) * k.arpIntervalUs) + instantUs;
}

/** From the first of the last four phases of a takeover run to its end (facts/ip-nfs.md §1.3). */
export function takeoverMovesUs({ constants: k }: Setting): number {
  return byOwnClockUs(3 * k.takeoverTimeoutUs) + instantUs;
}
