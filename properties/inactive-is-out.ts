import { INVALID_GENERATION } from "../model/index.ts";
import { instantUs } from "./bounds.ts";
import { leadsTo } from "./leads-to.ts";
import { hostTypes, isOut, unscheduledTypes } from "./picture/index.ts";
import { clock, node } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** A node that becomes inactive is in no cluster: what it says under the old generation must not count. */
export const inactiveIsOut = leadsTo({
  name: "inactive-is-out",
  kind: "safety",
  sentence: "A node that is stopped or banned enters recovery mode and forgets its generation in the same turn.",
  needs: [...hostTypes, ...unscheduledTypes],
  applies: always,
  because: "Becoming inactive invalidates the generation and begins recovery mode before anything else can happen.",
  watch({ deadlines, picture }, event) {
    const host = picture.hosts[event.host];
    if (host === undefined) return;
    const out = isOut(host);
    const isDone = host.mode === "active" && host.generation === INVALID_GENERATION;
    if (!out || isDone) return deadlines.drop(host.pnn);
    // What a leader does to it later is of no account here.
    if (event.type !== "flags-changed" || host.flagsSinceUs !== event.atUs) return;
    const what = (): string =>
      `${node(host.pnn)} became inactive at ${clock(event.atUs)} and was still in recovery mode ${host.mode} with generation ${host.generation}`;
    deadlines.add(host.pnn, what, event.atUs, instantUs, [picture.unscheduled], host.pnn);
  },
});
