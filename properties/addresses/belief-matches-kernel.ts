import { inCalm } from "../in-calm.ts";
import { hostTypes, isActive, scriptTypes } from "../picture/index.ts";
import { needsAddresses } from "../setting-needs.ts";
import { hostedUs } from "./address-bounds.ts";
import { Assigned, assignedTypes } from "./assigned.ts";

/** A daemon that is wrong about its own interfaces answers for addresses that it does not serve, or serves unasked. */
export const beliefMatchesKernel = inCalm<Assigned>({
  name: "belief-matches-kernel",
  sentence:
    "In calm time an active node in recovery mode normal soon has those public addresses on its interfaces that its daemon takes for its own, and no others.",
  needs: [...assignedTypes, ...hostTypes, ...scriptTypes],
  applies: (setting) =>
    needsAddresses(setting) ??
    (setting.constants.failoverDisabled === 1 ? "With failover disabled nobody looks after addresses." : null) ??
    (setting.constants.noIpTakeover === 1 ? "No node is given an address that it does not have." : null),
  because:
    "Each pass of its main loop compares the two and asks for a takeover run, which has it take or release what differs.",
  within: hostedUs,
  initial: (picture) => new Assigned(picture),
  note: (assigned, event) => assigned.observe(event),
  lack(host, assigned) {
    if (!isActive(host) || host.runState !== "running" || host.mode !== "normal") return "";
    for (const address of assigned.of(host.pnn))
      if (!host.addresses.has(address)) return `took ${address} for its own, and had it on no interface`;
    for (const address of host.addresses.keys())
      if (!assigned.has(host.pnn, address)) return `had ${address} on an interface, and did not take it for its own`;
    return "";
  },
});
