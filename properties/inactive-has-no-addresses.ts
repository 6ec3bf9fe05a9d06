import { inactiveDropsUs } from "./bounds.ts";
import { leadsTo } from "./leads-to.ts";
import { hostTypes, isActive, unscheduledTypes } from "./picture/index.ts";
import { clock, node } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** A node that is stopped or banned serves nobody, and others take its addresses. */
export const inactiveHasNoAddresses = leadsTo({
  name: "inactive-has-no-addresses",
  kind: "safety",
  sentence: "A node that is stopped or banned hosts no addresses, from at once on.",
  needs: [...hostTypes, ...unscheduledTypes],
  applies: always,
  because: "Becoming inactive releases all addresses, and no takeover run gives some to an inactive node.",
  watch({ deadlines, picture }, event) {
    const host = picture.hosts[event.host];
    if (host === undefined) return;
    const isOut = host.ctdbd !== 0 && host.runState !== "shutdown" && !isActive(host);
    if (!isOut || !host.hasAddresses) return deadlines.drop(host.pnn);
    const what = (): string => `${node(host.pnn)} was inactive at ${clock(event.atUs)} and hosted addresses`;
    deadlines.add(host.pnn, what, event.atUs, inactiveDropsUs, [picture.unscheduled], host.pnn);
  },
});
