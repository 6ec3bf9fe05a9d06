import { dropAddressesUs } from "./bounds.ts";
import { leadsTo } from "./leads-to.ts";
import { addressTypes, isThereByHand, scriptTypes, unscheduledTypes } from "./picture/index.ts";
import { clock, node } from "./sentences.ts";
import { needsAddresses } from "./setting-needs.ts";

/** A node that cannot recover gives its addresses up. */
export const addressesDroppedInTime = leadsTo({
  name: "addresses-dropped-in-time",
  kind: "safety",
  sentence: "A node in recovery mode for RecoveryDropAllIPs has dropped its addresses as soon as they can be released.",
  needs: [...addressTypes, ...scriptTypes, ...unscheduledTypes],
  applies: needsAddresses,
  because: "The timer is armed when recovery mode begins, and only a recovery that succeeds may disarm it.",
  watch({ deadlines, picture, setting }, { host: pnn, atUs }) {
    const host = picture.hosts[pnn];
    if (host === undefined) return;
    // What a releaseip event has failed to take away stays: nothing tries again. Nor does it for what somebody puts there later.
    const given = [...host.addresses].filter(
      ([address, sinceUs]) => sinceUs > host.modeSinceUs && isThereByHand(host, address) && !host.kept.has(address),
    ).length;
    const owes = host.ctdbd !== 0 && host.mode === "active" && host.addresses.size > host.kept.size + given;
    if (!owes) return deadlines.drop(pnn);
    const what = (): string =>
      `${node(pnn)} kept its addresses in recovery mode, in which it was since ${clock(host.modeSinceUs)}`;
    deadlines.add(
      pnn,
      what,
      atUs,
      dropAddressesUs(setting.constants, host.addresses.size),
      [picture.unscheduled, picture.scriptSlow],
      pnn,
    );
  },
});
