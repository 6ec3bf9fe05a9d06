import { inCalm } from "../in-calm.ts";
import { hostTypes, scriptTypes } from "../picture/index.ts";
import { node } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";
import { leavesDeadLinkUs } from "./address-bounds.ts";
import { DeadLinks, deadLinkTypes } from "./dead-links.ts";
import { isAtWork, isFit, isLed } from "./fit.ts";
import { KnownAddresses, knownAddressTypes } from "./known-addresses.ts";

interface Own {
  readonly links: DeadLinks;
  readonly known: KnownAddresses;
}

/** Clients of an address on an interface without a link wait in vain, and where it could be served nobody need. */
export const addressesLeaveDeadLinks = inCalm<Own>({
  name: "addresses-leave-dead-links",
  sentence:
    "While nothing but links fails, no public address is for long on an interface without a link that a healthy node which is led could host on one with a link.",
  needs: [...new Set([...deadLinkTypes, ...knownAddressTypes, ...hostTypes, ...scriptTypes])],
  applies: (setting) =>
    needsAddresses(setting) ??
    (setting.linksFail === true ? null : "No link fails.") ??
    (setting.constants.noIpTakeover === 1 ? "No node is given an address that it does not have." : null),
  because:
    "The next monitor event finds such a link and fails, or has its daemon know of it, which asks for a takeover run: that moves the address.",
  ignores: ["link-down"],
  within: leavesDeadLinkUs,
  initial: (picture, setting) => ({
    links: new DeadLinks(setting),
    known: new KnownAddresses(setting, picture),
  }),
  note({ links, known }, event) {
    links.observe(event);
    known.observe(event);
  },
  lack(host, { links, known }, _setting, picture) {
    if (!isAtWork(host)) return "";
    for (const address of links.deadOn(host.pnn)) {
      const other = picture.hosts.find(
        (one) =>
          isLed(one, picture) &&
          isFit(one) &&
          known.of(one.pnn).includes(address) &&
          links.hasLinkFor(one.pnn, address),
      );
      if (other !== undefined)
        return `had the public address ${address} on ${links.deadUnder(host.pnn, address)}, which had no link, while ${node(other.pnn)} could host it on one that has`;
    }
    return "";
  },
});
