import { knownLockUs } from "./bounds.ts";
import { leadsTo } from "./leads-to.ts";
import { execTypes, hostTypes, lockTypes, storageTypes, unscheduledTypes } from "./picture/index.ts";
import { processKey } from "./process-key.ts";
import { clock, node } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

/** A lock that its node's daemon does not know of helps nobody and keeps everybody else from it. */
export const heldLockIsKnown = leadsTo({
  name: "held-lock-is-known",
  kind: "liveness",
  sentence: "A lock helper does not hold the cluster lock for long while its recovery daemon does not know of it.",
  needs: ["lock-believed", ...hostTypes, ...lockTypes, ...unscheduledTypes, ...storageTypes, ...execTypes],
  applies: (setting) => needsLock(setting) ?? (setting.lock === "fcntl" ? null : "A lease may be left to its TTL."),
  because: "A daemon that gives an attempt or a lock up tells its helper, and that ends at once.",
  watch({ deadlines, picture }, event) {
    const host = picture.hosts[event.host];
    if (event.type === "lock-freed") deadlines.drop(processKey(event));
    if (host === undefined) return;
    for (const hold of picture.lock.holds) {
      const key = processKey(hold);
      if (hold.host !== host.pnn || hold.probe) continue;
      const helper = host.processes.get(hold.pid);
      const isOwn = helper?.program === "lock-helper" && helper.parent === host.recoverd && host.recoverd !== 0;
      if (!isOwn || host.lock !== "none") {
        deadlines.drop(key);
        continue;
      }
      const what = (): string =>
        `Helper ${hold.pid} of ${node(host.pnn)} held the lock at ${clock(event.atUs)}, unknown to its daemon`;
      const meters = [picture.unscheduled, picture.storageHung, picture.execSlow];
      deadlines.add(key, what, event.atUs, knownLockUs, meters, host.pnn);
    }
  },
});
