import type { Constants } from "../../model/index.ts";
import { byOwnClockUs, instantUs, silenceUs } from "../bounds.ts";

/**
 * A call for a record that nobody uses, in a recovered cluster: a few hops, each of which may have to wait for a peer
 * that fell silent to be dead (its packets are lost, and the recovery sends the call anew), and for one control.
 */
export function callUs(k: Constants): number {
  return silenceUs(k) + k.recoverTimeoutUs;
}

/** The same where everybody answers at once: a few hops, and copies to read that could not be called back the first time. */
export function promptCallUs(k: Constants): number {
  return 2 * k.revokeDelayUs + instantUs;
}

/** The same where a member of the map has left: the next recovery is put off so soon after the last. */
export function callAfterLeavingUs(k: Constants): number {
  return promptCallUs(k) + k.rerecoveryTimeoutUs + 2 * k.recoverIntervalUs;
}

/**
 * One transaction over a database that nobody stands still over, in a recovered cluster: one wait for what was lost before (the
 * call for the record of the global lock, or a commit that a node does not answer within ControlTimeout, which is less), another
 * ControlTimeout until a holder who cannot be asked counts as gone, and the pause before each of these is tried again. With
 * several clients it is that long for each, one after another; a recovery begins it anew.
 */
export function transactionUs(k: Constants): number {
  return Math.max(callUs(k), k.controlTimeoutUs) + k.controlTimeoutUs + k.gLockRetryUs + k.commitRetryMaxUs;
}

/** What a client's daemon has put off comes again a second after the recovery (facts/recovery.md §1.11), by a timer of its own. */
export function attachUs(k: Constants): number {
  return byOwnClockUs(k.attachAgainUs);
}
