import { leadsWithoutLockUs } from "./bounds.ts";
import { leadsTo } from "./leads-to.ts";
import { hostTypes, isActive, leads, unscheduledTypes } from "./picture/index.ts";
import { clock, node } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

/** Who knows that it does not hold the lock does not lead for long: it wins an election, or bans itself. */
export const leadsOnlyWithLock = leadsTo({
  name: "leads-only-with-lock",
  kind: "liveness",
  sentence:
    "A node that knows that it does not hold the cluster lock does not believe in itself for longer than its bound.",
  needs: ["lock-believed", "leader-believed", ...hostTypes, ...unscheduledTypes],
  applies: needsLock,
  because: "It calls an election, or its main loop finds the lock missing and bans it once a recovery may begin again.",
  watch({ deadlines, picture, setting }, event) {
    const host = picture.hosts[event.host];
    if (host === undefined) return;
    // A node of the design of 2015 may go on trying to take the lock in its first recovery.
    const isNew = host.runState === "first-recovery";
    if (!leads(host) || host.lock === "held" || !isActive(host) || isNew) return deadlines.drop(host.pnn);
    const what = (): string => `${node(host.pnn)} believed in itself without the cluster lock at ${clock(event.atUs)}`;
    const [first = host.pnn, ...others] = [host.pnn, ...picture.hosts.map(({ pnn }) => pnn)];
    const meters = [picture.unscheduled, picture.racing, picture.pushing, picture.helping, picture.linkSlow];
    deadlines.add(host.pnn, what, event.atUs, leadsWithoutLockUs(setting), meters, first, ...others);
  },
});
