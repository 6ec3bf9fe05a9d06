import type { TraceEvent } from "../../model/index.ts";
import { inCalm } from "../in-calm.ts";
import { hostTypes, isActive, type Picture, scriptTypes } from "../picture/index.ts";
import { needsAddresses } from "../setting-needs.ts";
import { hostedUs } from "./address-bounds.ts";

/** The addresses that each daemon takes for its own. */
type Assigned = readonly Set<string>[];

/** A daemon that is wrong about its own interfaces answers for addresses that it does not serve, or serves unasked. */
export const beliefMatchesKernel = inCalm<Assigned>({
  name: "belief-matches-kernel",
  sentence:
    "In calm time an active node in recovery mode normal soon has those public addresses on its interfaces that its daemon takes for its own, and no others.",
  needs: ["address-assigned", ...hostTypes, ...scriptTypes],
  applies: (setting) =>
    needsAddresses(setting) ??
    (setting.constants.failoverDisabled === 1 ? "With failover disabled nobody looks after addresses." : null) ??
    (setting.constants.noIpTakeover === 1 ? "No node is given an address that it does not have." : null),
  because:
    "Each pass of its main loop compares the two and asks for a takeover run, which has it take or release what differs.",
  within: hostedUs,
  initial: ({ hosts }: Picture) => hosts.map(() => new Set<string>()),
  note: noteAssigned,
  lack(host, assigned) {
    const own = assigned[host.pnn];
    if (own === undefined || !isActive(host) || host.runState !== "running" || host.mode !== "normal") return "";
    for (const address of own)
      if (!host.addresses.has(address)) return `took ${address} for its own, and had it on no interface`;
    for (const address of host.addresses.keys())
      if (!own.has(address)) return `had ${address} on an interface, and did not take it for its own`;
    return "";
  },
});

function noteAssigned(assigned: Assigned, event: TraceEvent): void {
  const own = assigned[event.host];
  if (event.type === "address-assigned") {
    if (event.on) own?.add(event.address);
    else own?.delete(event.address);
  }
  if (event.type === "process-started" && event.program === "ctdbd") own?.clear();
}
