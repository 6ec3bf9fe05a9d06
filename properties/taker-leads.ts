import { instantUs } from "./bounds.ts";
import { leadsTo } from "./leads-to.ts";
import { hostTypes, isActive, leads, unscheduledTypes } from "./picture/index.ts";
import { clock, node } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

/** Whoever has the lock keeps everybody else from it: until it leads nobody does. */
export const takerLeads = leadsTo({
  name: "taker-leads",
  kind: "liveness",
  sentence: "A node that has just taken the cluster lock believes in itself as leader at once.",
  needs: ["lock-believed", ...hostTypes, ...unscheduledTypes],
  applies: needsLock,
  because:
    "A race for the lock ends, when it is won, with the belief in oneself; a push of flags on top of it ends first.",
  watch({ deadlines, picture }, event) {
    const host = picture.hosts[event.host];
    if (host === undefined) return;
    if (leads(host) || host.lock !== "held" || !isActive(host)) return deadlines.drop(host.pnn);
    if (event.type !== "lock-believed") return;
    const what = (): string =>
      `${node(host.pnn)} knew at ${clock(event.atUs)} that it had the cluster lock and did not lead`;
    deadlines.add(host.pnn, what, event.atUs, instantUs, [picture.unscheduled, picture.pushing], host.pnn);
  },
});
