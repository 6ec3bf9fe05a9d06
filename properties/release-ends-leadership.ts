import { wakeUs } from "./bounds.ts";
import { leadsTo } from "./leads-to.ts";
import { hostTypes, isActive, leads, lockTypes, unscheduledTypes } from "./picture/index.ts";
import { clock, node } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

/** A leader keeps the lock as long as it leads: between a release and the next attempt anybody can take it. */
export const releaseEndsLeadership = leadsTo({
  name: "release-ends-leadership",
  kind: "liveness",
  sentence: "A node that lets go of the cluster lock of its own accord does not go on to lead without it.",
  needs: ["lock-released", ...hostTypes, ...lockTypes, ...unscheduledTypes],
  applies: needsLock,
  because: "A lock is released because its node may not lead, or because somebody else shall: both end its leadership.",
  watch({ deadlines, picture, setting }, event) {
    const { host: pnn, atUs } = event;
    const host = picture.hosts[pnn];
    if (host === undefined) return;
    const isFree = picture.lock.heldBy(pnn) === undefined;
    if (!leads(host) || !isActive(host) || (event.type === "lock-taken" && !isFree)) deadlines.drop(pnn);
    // Somebody else's path of the lock is another lock.
    if (event.type === "lock-setting-changed") deadlines.drop(pnn);
    if (event.type !== "lock-released" || !leads(host)) return;
    const what = (): string => `${node(pnn)} let go of the cluster lock at ${clock(atUs)} and led`;
    deadlines.add(pnn, what, atUs, wakeUs(setting.constants), [picture.unscheduled], pnn);
  },
});
