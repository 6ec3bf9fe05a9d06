import { inCalm } from "../in-calm.ts";
import { type HostView, hostTypes, type Picture, scriptTypes } from "../picture/index.ts";
import { node } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";
import { hostedUs } from "./address-bounds.ts";
import { isFit, mayHostNothing } from "./fit.ts";
import { KnownAddresses, knownAddressTypes } from "./known-addresses.ts";

/** What a cluster is for: every address has its one node. */
export const addressesAreHosted = inCalm<KnownAddresses>({
  name: "addresses-are-hosted",
  sentence:
    "In calm time every public address that an active, healthy node knows, and has a link for, is soon on exactly one of the nodes, and on one that may host it.",
  needs: [...knownAddressTypes, ...hostTypes, ...scriptTypes],
  applies: (setting) =>
    needsAddresses(setting) ??
    (setting.constants.noIpTakeover === 1 ? "No node is given an address that it does not have." : null),
  because:
    "A node that could host an address that nobody has asks for a takeover run every second, and so does one that has what it should not have; one that may host nothing any more has asked for a run itself.",
  within: hostedUs,
  initial: (picture, setting) => new KnownAddresses(setting, picture),
  note: (known, event) => known.observe(event),
  lack(host, known, _setting, picture) {
    if (!isFit(host)) return "";
    for (const address of known.linkedOf(host.pnn)) {
      const owners = hostsOf(picture, address);
      const [owner] = owners;
      if (owner === undefined) return `could host the public address ${address}, which nobody had`;
      if (owners.length === 1 && mayHostNothing(owner))
        return `could host the public address ${address}, which ${node(owner.pnn)} had, disabled or unhealthy`;
      if (owners.length > 1 && host.addresses.has(address))
        return `had the public address ${address}, and so had another node`;
    }
    return "";
  },
});

/** The hosts that have it; one whose daemon is gone cannot be told to let go, and does not count (facts/ip-nfs.md §2.7). */
function hostsOf(picture: Picture, address: string): readonly HostView[] {
  return picture.hosts.filter(({ addresses, ctdbd }) => ctdbd !== 0 && addresses.has(address));
}
