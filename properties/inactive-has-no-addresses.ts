import { releaseAllUs } from "./bounds.ts";
import { leadsTo } from "./leads-to.ts";
import { addressTypes, isOut, scriptTypes, unscheduledTypes } from "./picture/index.ts";
import { clock, node } from "./sentences.ts";
import { needsAddresses } from "./setting-needs.ts";

/** A node that is stopped or banned serves nobody, and others take its addresses. */
export const inactiveHasNoAddresses = leadsTo({
  name: "inactive-has-no-addresses",
  kind: "safety",
  sentence: "A node that is stopped or banned releases the addresses that it has then, one after another.",
  needs: [...addressTypes, ...scriptTypes, ...unscheduledTypes],
  applies: needsAddresses,
  because:
    "Becoming inactive releases all addresses; the event script of each has a time limit, and one that fails, or hangs, leaves its own.",
  watch({ deadlines, picture, setting }, event) {
    const host = picture.hosts[event.host];
    if (host === undefined) return;
    const out = isOut(host);
    // What a takeip event that was under way then brings is passed over: the next takeover run's business.
    const owed = [...host.addresses].filter(
      ([address, sinceUs]) => sinceUs <= host.flagsSinceUs && !host.kept.has(address),
    ).length;
    if (!out || owed === 0) return deadlines.drop(host.pnn);
    const what = (): string => `${node(host.pnn)} was inactive at ${clock(event.atUs)} and hosted addresses`;
    deadlines.add(
      host.pnn,
      what,
      event.atUs,
      releaseAllUs(setting.constants, owed),
      [picture.unscheduled, picture.scriptSlow],
      host.pnn,
    );
  },
});
