import { leadsTo } from "../leads-to.ts";
import {
  type HostView,
  hostTypes,
  isActive,
  isThereByHand,
  linkTypes,
  scriptTypes,
  serviceTypes,
  storageTypes,
  unscheduledTypes,
} from "../picture/index.ts";
import { clock, node } from "../sentences.ts";
import { needsAddresses, needsLock } from "../setting-needs.ts";
import { doubleHostedUs } from "./address-bounds.ts";

function isThere({ ctdbd }: HostView): boolean {
  return ctdbd !== 0;
}

/**
 * Has a node an address that it answers for? Not what somebody has put there by hand while it looks at none of its own: who is
 * inactive, or in recovery mode, asks for no takeover run (facts/ip-nfs.md §2.1).
 */
function answersFor(host: HostView, address: string): boolean {
  return isThereByHand(host, address) ? isActive(host) && host.mode === "normal" : host.addresses.has(address);
}

/** A partition must not leave two servers of one address behind: the side without the lock lets go. */
export const doubleHostingEnds = leadsTo({
  name: "double-hosting-ends",
  kind: "safety",
  sentence:
    "Two nodes whose daemons run have the same public address no longer than it takes the side without a leader to drop it.",
  needs: [...hostTypes, ...scriptTypes, ...linkTypes, ...storageTypes, ...serviceTypes, ...unscheduledTypes],
  applies: (setting) => needsLock(setting) ?? needsAddresses(setting),
  because:
    "One of two sides is without the lock: its nodes are soon in recovery mode, and drop their addresses after RecoveryDropAllIPs.",
  watch({ deadlines, picture, setting }, { host: changed, atUs }) {
    const host = picture.hosts[changed];
    if (host === undefined) return;
    for (const other of picture.hosts) {
      if (other === host) continue;
      const key = Math.min(host.pnn, other.pnn) * picture.hosts.length + Math.max(host.pnn, other.pnn);
      const common =
        isThere(host) && isThere(other)
          ? [...host.addresses.keys()].find((one) => answersFor(host, one) && answersFor(other, one))
          : undefined;
      if (common === undefined) {
        deadlines.drop(key);
        continue;
      }
      if (deadlines.has(key)) continue;
      const what = (): string =>
        `At ${clock(atUs)} ${node(host.pnn)} and ${node(other.pnn)} both had the public address ${common}`;
      const { unscheduled, scriptSlow, storageHung, serviceAway, linkSlow } = picture;
      const meters = [unscheduled, scriptSlow, storageHung, serviceAway, linkSlow];
      deadlines.add(key, what, atUs, doubleHostedUs(setting), meters, host.pnn, other.pnn);
    }
  },
});
