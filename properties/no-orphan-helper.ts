import type { ObservationOf, TraceEvent } from "../model/index.ts";
import { followsAtOnceUs, orphanEndsUs, recoveryRunUs, takeoverRunUs, wakeUs } from "./bounds.ts";
import { leadsTo, type Owed } from "./leads-to.ts";
import {
  execTypes,
  hostTypes,
  leads,
  type ProcessView,
  serviceTypes,
  storageTypes,
  unscheduledTypes,
} from "./picture/index.ts";
import { processKey } from "./process-key.ts";
import { clock, node } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** Nothing that a recovery daemon started outlives its purpose. */
export const noOrphanHelper = leadsTo({
  name: "no-orphan-helper",
  kind: "liveness",
  sentence: "A helper whose recovery daemon is gone, or no longer leads, ends within its bound.",
  needs: [...hostTypes, ...unscheduledTypes, ...storageTypes, ...serviceTypes, ...execTypes],
  applies: always,
  because:
    "A lock helper looks for its parent every 5 s, its check child reads the end of a socket, a recovery helper is killed with the leadership or runs through its controls.",
  watch(owed, event) {
    const { deadlines } = owed;
    if (event.type === "host-crashed") deadlines.dropHost(event.host);
    if (event.type === "leader-believed") followLeader(owed, event);
    if (event.type !== "process-exited") return;
    deadlines.drop(processKey(event));
    for (const process of owed.picture.hosts[event.host]?.processes.values() ?? []) {
      if (process.parent === event.pid) orphaned(owed, process, event);
    }
  },
});

function orphaned({ deadlines, picture, setting }: Owed, process: ProcessView, { host, atUs }: TraceEvent): void {
  const k = setting.constants;
  const { unscheduled, storageHung, serviceAway, execSlow } = picture;
  const add = (sinceUs: number, withinUs: number): void => {
    const what = (): string =>
      `${process.program} ${process.pid} on ${node(host)} lost its parent ${process.parent} at ${clock(atUs)}`;
    const key = processKey({ host, pid: process.pid });
    deadlines.drop(key);
    deadlines.add(key, what, sinceUs, withinUs, [unscheduled, storageHung, serviceAway, execSlow], host);
  };
  if (process.program === "lock-helper") add(atUs, orphanEndsUs(setting));
  if (process.program === "lock-check-child") add(atUs, followsAtOnceUs);
  // It does not look for its parent: it goes on to its own end.
  if (process.program === "recovery-helper") add(atUs, recoveryRunUs(k));
  if (process.program === "takeover-helper") add(atUs, takeoverRunUs(k));
}

/** A leader that is none any more kills its recovery helper as soon as it wakes; one that leads again keeps it. */
function followLeader(
  { deadlines, picture, setting }: Owed,
  { host, atUs }: ObservationOf<"leader-believed"> & TraceEvent,
): void {
  const view = picture.host(host);
  for (const process of view.processes.values()) {
    const isHelper = process.program === "recovery-helper" || process.program === "takeover-helper";
    if (!isHelper || process.parent !== view.recoverd) continue;
    const what = (): string =>
      `${process.program} ${process.pid} on ${node(host)} had lost its leader at ${clock(atUs)}`;
    const key = processKey({ host, pid: process.pid });
    if (leads(view)) deadlines.drop(key);
    else deadlines.add(key, what, atUs, wakeUs(setting.constants), [picture.unscheduled, picture.racing], host);
  }
}
