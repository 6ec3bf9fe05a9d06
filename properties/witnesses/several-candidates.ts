import { hostTypes, leads } from "../picture/index.ts";
import { needsNoLock } from "../setting-needs.ts";
import { sometimes } from "../sometimes.ts";

/** In a vote every candidate first believes in itself. */
export const severalCandidates = sometimes({
  name: "several-candidates",
  sentence: "Two nodes in an election both believed to lead.",
  needs: hostTypes,
  applies: (setting) => needsNoLock(setting) === null,
  seen(event, { hosts }) {
    const stands = event.type === "leader-believed" || event.type === "election-started";
    const self = stands ? hosts[event.host] : undefined;
    if (self === undefined || !leads(self) || self.electionSinceUs < 0) return false;
    return hosts.some((host) => host !== self && leads(host) && host.electionSinceUs >= 0);
  },
});
