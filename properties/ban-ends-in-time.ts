import { FLAG } from "../model/index.ts";
import { banEndsUs } from "./bounds.ts";
import { leadsTo } from "./leads-to.ts";
import { hostTypes, unscheduledTypes } from "./picture/index.ts";
import { clock, node, seconds } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** A ban is a penalty for a time, not for ever. */
export const banEndsInTime = leadsTo({
  name: "ban-ends-in-time",
  kind: "liveness",
  sentence: "A banned node is banned no longer than its last ban says.",
  needs: [...hostTypes, ...unscheduledTypes],
  applies: always,
  because: "A timer of its daemon ends a ban; only another ban makes it longer, and that is a ban of its own.",
  watch({ deadlines, picture }, event) {
    const host = picture.hosts[event.host];
    if (host === undefined) return;
    // A daemon tells of its ban before its flags: what happens between the two lifts nothing.
    const isLifted = event.type === "flags-changed" && (host.flags & FLAG.banned) === 0;
    if (event.type === "banned" || isLifted || host.ctdbd === 0) deadlines.drop(host.pnn);
    if (event.type !== "banned") return;
    const what = (): string => `${node(host.pnn)} was banned for ${seconds(event.forUs)} at ${clock(event.atUs)}`;
    deadlines.add(host.pnn, what, event.atUs, banEndsUs(event.forUs), [picture.unscheduled], host.pnn);
  },
});
