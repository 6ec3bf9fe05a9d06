import { silentUs } from "../bounds.ts";
import { inCalm } from "../in-calm.ts";
import { execTypes, hostTypes, isActive, linkTypes, takeoverTypes } from "../picture/index.ts";
import { needsAddresses } from "../setting-needs.ts";
import { ownCheckUs } from "./address-bounds.ts";
import { Assigned, assignedTypes } from "./assigned.ts";
import { isAtWork, isKeptFromRuns, isLed } from "./fit.ts";

/** Nobody else looks at the addresses of a node: what somebody has changed behind its back stays so unless it looks itself. */
export const ownCheckAsksForRun = inCalm<Assigned>({
  name: "own-check-asks-for-run",
  sentence:
    "In calm time, while an active node in recovery mode normal has a leader, and a public address on an interface that its daemon does not take for its own, or lacks one that it does, a takeover run begins soon.",
  needs: ["address-known", ...assignedTypes, ...hostTypes, ...execTypes, ...linkTypes, ...takeoverTypes],
  applies: (setting) =>
    needsAddresses(setting) ??
    (setting.constants.failoverDisabled === 1 ? "With failover disabled nobody looks after addresses." : null),
  because: "Each pass of its main loop compares the two and asks for a run; its leader makes one in its next pass.",
  within: ownCheckUs,
  mayWaitUntilUs: ({ constants }, { disturbances }) => disturbances.waitsUntilUs(silentUs(constants)),
  meters: ({ execSlow, linkSlow, helping }) => [execSlow, linkSlow, helping],
  // That is what is claimed about; and for scripts and services no main loop waits.
  ignores: ["ip-command", "slow-script", "script-hangs", "service-down", "clock-rate"],
  initial: (picture) => new Assigned(picture),
  note: (assigned, event) => assigned.observe(event),
  lack(host, assigned, setting, picture) {
    if (!isActive(host) || !isAtWork(host) || !isLed(host, picture)) return "";
    if (isKeptFromRuns(host, setting, picture)) return "";
    for (const address of assigned.of(host.pnn))
      if (!host.addresses.has(address)) return `took ${address} for its own, and had it on no interface`;
    for (const address of host.addresses.keys())
      if (!assigned.has(host.pnn, address)) return `had ${address} on an interface, and did not take it for its own`;
    return "";
  },
});
