import type { ObservationOf, TraceEvent } from "../model/index.ts";
import { instantUs, noticeLossUs } from "./bounds.ts";
import { leadsTo, type Owed } from "./leads-to.ts";
import { execTypes, hostTypes, lockTypes, unscheduledTypes } from "./picture/index.ts";
import { clock, node } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

const promised = ["claim-ends-before-ttl", "pause-shorter-than-ttl"];

/** A claim does not outlive the lock. */
export const lostLockIsNoticed = leadsTo({
  name: "lost-lock-is-noticed",
  kind: "safety",
  sentence: "A recovery daemon that believes to hold the cluster lock hears in time that it does not.",
  needs: ["lock-believed", ...hostTypes, ...lockTypes, ...unscheduledTypes, ...execTypes],
  applies: needsLock,
  because:
    "The end of a pipe is seen at once; a helper that keeps a lease asks again within the TTL, and a file is looked at once a recheck.",
  watch(owed, event) {
    const { deadlines, picture } = owed;
    const host = picture.hosts[event.host];
    if (host === undefined) return;
    // A file's lock that is lost behind its helper's back never comes back to it; a lease may, and that is told apart.
    const believes = host.recoverd !== 0 && host.lock === "held";
    if (!believes || picture.lock.heldBy(event.host) !== undefined) deadlines.drop(event.host);
    else if (event.type === "lock-freed") owe(owed, event);
  },
});

function owe(
  { deadlines, picture, setting }: Owed,
  { host, atUs, ...event }: ObservationOf<"lock-freed"> & TraceEvent,
): void {
  // A claim that ends before its lease, and no pause as long as the rest: then nobody believes in a lease that ran out.
  const isPromised = promised.every((name) => setting.inForce.includes(name));
  const withinUs = event.cause === "expired" && isPromised ? instantUs : noticeLossUs(setting);
  const what = (): string => `${node(host)} lost the cluster lock at ${clock(atUs)} and believed to hold it`;
  deadlines.add(host, what, atUs, withinUs, [picture.unscheduled, picture.execSlow], host);
}
