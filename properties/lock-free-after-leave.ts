import { type TraceEvent, versionOn } from "../model/index.ts";
import { byOwnClockUs, helperNoticesUs, releaseUs, storageFreesUs } from "./bounds.ts";
import { leadsTo, type Owed } from "./leads-to.ts";
import {
  execTypes,
  type Hold,
  type HostView,
  hostTypes,
  isActive,
  linkTypes,
  lockTypes,
  type ProcessView,
  storageTypes,
  unscheduledTypes,
} from "./picture/index.ts";
import { processKey } from "./process-key.ts";
import type { Setting } from "./property.ts";
import { clock, node } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

/** Why a host that holds the lock has no business with it. */
type Leave = "lost its helper" | "became inactive" | "lost the leader role" | "lost its daemons" | "crashed";

/** The lock does not stay with a node that left. */
export const lockFreeAfterLeave = leadsTo({
  name: "lock-free-after-leave",
  kind: "liveness",
  sentence: "The lock is free within its bound after its holder's node left, unless the node came back.",
  needs: [
    "partition-began",
    ...hostTypes,
    ...lockTypes,
    ...unscheduledTypes,
    ...storageTypes,
    ...execTypes,
    ...linkTypes,
  ],
  applies: needsLock,
  because:
    "A helper looks for its parent every 5 s; a node that may not lead releases within its main loop, its broadcast timer and one control.",
  watch(owed, event) {
    const { deadlines, picture } = owed;
    if (event.type === "lock-freed") for (const rank of [0, 1, 2]) deadlines.drop(keyOf(event, rank));
    if (fallsSilent(event)) for (const hold of picture.lock.holds) waitForSilent(owed, hold, event);
    if (picture.hosts[event.host] === undefined) return;
    for (const hold of picture.lock.holds) {
      if (hold.host === event.host && !hold.probe) follow(owed, hold, event);
    }
  },
});

/** Ways to leave, and their rank: a higher one is a failure of its own and starts the clock anew. */
const ranks: Readonly<Record<Leave, number>> = {
  "became inactive": 0,
  "lost the leader role": 0,
  "lost its daemons": 1,
  // A file's lock goes with its process; a lease stays for the rest of its time.
  "lost its helper": 1,
  crashed: 2,
};

function keyOf(hold: { readonly host: number; readonly pid: number }, rank: number): number {
  return processKey(hold) * 4 + rank;
}

function follow({ deadlines, picture, setting }: Owed, hold: Hold, event: TraceEvent): void {
  const host = picture.host(hold.host);
  const leave = isEndOf(hold, event) ? "lost its helper" : leaveOf(host, hold, givesUp(setting, hold));
  if (leave === null) {
    // Only a node that was inactive can come back; an orphan stays one.
    deadlines.drop(keyOf(hold, 0));
    return;
  }
  const rank = ranks[leave];
  for (let lower = 0; lower < rank; lower += 1) deadlines.drop(keyOf(hold, lower));
  if (deadlines.has(keyOf(hold, rank)) || deadlines.has(keyOf(hold, rank + 1))) return;
  const k = setting.constants;
  // A leader that shuts down leads until its addresses have moved, or the time for that is over.
  const giveUpUs =
    host.runState === "shutdown" ? releaseUs(k) + byOwnClockUs(k.shutdownFailoverTimeoutUs) : releaseUs(k);
  const ownUs = [giveUpUs, helperNoticesUs(setting), 0][rank] ?? 0;
  const meters =
    rank === 2
      ? [picture.storageHung]
      : [
          picture.unscheduled,
          picture.storageHung,
          picture.execSlow,
          picture.pushing,
          picture.helping,
          picture.linkSlow,
        ];
  const what = (): string =>
    `${node(host.pnn)}, whose helper ${hold.pid} held the cluster lock, ${leave} at ${clock(event.atUs)}`;
  deadlines.add(keyOf(hold, rank), what, event.atUs, ownUs + storageFreesUs(setting), meters, host.pnn);
}

/** Does an event keep the main daemon of a host from answering, without anybody being told? */
function fallsSilent(event: TraceEvent): boolean {
  if (event.type === "process-stopped") return event.program === "ctdbd";
  return event.type === "host-paused" || event.type === "host-crashed" || event.type === "partition-began";
}

/** A main loop that could not ask all peers reads no role: a peer that falls silent now holds it up anew, until it is dead. */
function waitForSilent({ deadlines, picture, setting }: Owed, hold: Hold, { host, atUs }: TraceEvent): void {
  const left = picture.hosts[hold.host];
  if (left === undefined || left.leaderRole || hold.host === host) return;
  deadlines.extend(keyOf(hold, 0), atUs, releaseUs(setting.constants) + storageFreesUs(setting));
}

function isEndOf(hold: Hold, event: TraceEvent): boolean {
  return event.type === "process-exited" && event.pid === hold.pid;
}

/** A node that is inactive, or has no leader role, lets go by itself; in 4.3 only by losing an election. */
function givesUp({ ctdb }: Setting, hold: Hold): boolean {
  return versionOn(ctdb, hold.host) !== "4.3";
}

function leaveOf(host: HostView, hold: Hold, letsGo: boolean): Leave | null {
  if (hold.sinceUs <= host.crashedUs) return "crashed";
  if (host.ctdbd === 0 || !isHelperOf(host, hold)) return "lost its daemons";
  if (!letsGo) return null;
  if (!isActive(host)) return "became inactive";
  return host.leaderRole ? null : "lost the leader role";
}

/** Is the helper a child of the recovery daemon that runs now? One that nobody saw start, or that is dead, is taken to be. */
function isHelperOf(host: HostView, hold: Hold): boolean {
  const helper = host.processes.get(hold.pid);
  if (helper?.program === "lock-refresher")
    return [...host.processes.values()].some((process) => isClient(process, host));
  // In 4.3 the recovery daemon holds the lock itself.
  if (hold.pid === host.recoverd) return true;
  return host.recoverd !== 0 && (helper === undefined || helper.parent === host.recoverd);
}

/** Does somebody still want the refresher to keep the lock? */
function isClient({ program, parent }: ProcessView, host: HostView): boolean {
  return program === "lock-helper" && host.recoverd !== 0 && parent === host.recoverd;
}
