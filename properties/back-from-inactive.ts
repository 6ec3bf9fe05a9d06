import { INACTIVE, type Pnn, type RecoveryMode } from "../model/index.ts";
import { instantUs, releaseAllUs } from "./bounds.ts";
import type { HostView } from "./picture/index.ts";
import type { Setting } from "./property.ts";

/** When each host was last inactive; infinite: it is. What it began then, it does to the end. */
export type BackUs = Map<Pnn, number>;

/** Takes a change of a host's own flags in. */
export function noteInactive(backUs: BackUs, pnn: Pnn, flags: number, atUs: number): void {
  if ((flags & INACTIVE) !== 0) backUs.set(pnn, Number.POSITIVE_INFINITY);
  else if (backUs.get(pnn) === Number.POSITIVE_INFINITY) backUs.set(pnn, atUs);
}

/** What is known of the hosts that drop all their addresses by themselves. */
export interface Dropping {
  readonly setting: Setting;
  readonly backUs: BackUs;
  /** Since when each host is in recovery mode active. */
  readonly activeUs: Map<Pnn, number>;
}

/** Takes a change of the recovery mode in: who was in mode active for too long has begun to drop its addresses, too. */
export function noteMode({ setting, backUs, activeUs }: Dropping, pnn: Pnn, mode: RecoveryMode, atUs: number): void {
  const sinceUs = activeUs.get(pnn);
  activeUs.delete(pnn);
  if (mode === "active") activeUs.set(pnn, atUs);
  else if (sinceUs !== undefined && atUs - sinceUs >= setting.constants.recoveryDropAllIpsUs - instantUs)
    backUs.set(pnn, Math.max(atUs, backUs.get(pnn) ?? atUs));
}

/** Drops a host its addresses by itself: inactive, or too long in recovery mode active? What it began then, it does to the end. */
export function dropsAll({ setting, backUs }: Dropping, { pnn, mode, modeSinceUs }: HostView, atUs: number): boolean {
  const { constants, publicAddresses = [] } = setting;
  if (atUs - (backUs.get(pnn) ?? Number.NEGATIVE_INFINITY) <= releaseAllUs(constants, publicAddresses.length))
    return true;
  return mode === "active" && atUs - modeSinceUs >= constants.recoveryDropAllIpsUs - instantUs;
}
