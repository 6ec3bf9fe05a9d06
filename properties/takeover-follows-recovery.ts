import type { TraceEvent } from "../model/index.ts";
import { never } from "./never.ts";
import { clock, node } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** The last recovery of a recovery daemon. */
interface Recovery {
  readonly helper: number;
  isDone: boolean;
  /** When its helper ended; -1: it still runs. */
  endedUs: number;
}

/** Addresses bring clients: they come to nodes that work, when it is known which those are. */
export const takeoverFollowsRecovery = never<Map<string, Recovery>>({
  name: "takeover-follows-recovery",
  sentence: "A leader whose last recovery has failed runs no takeover.",
  needs: ["recovery-completed", "process-started", "process-exited"],
  applies: always,
  initial: () => new Map(),
  step(last, event) {
    note(last, event);
    if (event.type !== "process-started" || event.program !== "takeover-helper") return null;
    const recovery = last.get(`${event.host}/${event.parent}`);
    if (recovery === undefined || recovery.isDone || recovery.endedUs < 0) return null;
    return {
      atUs: event.atUs,
      hosts: [event.host],
      why: [
        `At ${clock(event.atUs)} ${node(event.host)} began a takeover run.`,
        `Its last recovery had ended without success at ${clock(recovery.endedUs)}.`,
        "Until a recovery succeeds the main loop only tries again.",
      ],
    };
  },
});

/** Helpers are known by their recovery daemon: `host/pid`. */
function note(last: Map<string, Recovery>, event: TraceEvent): void {
  if (event.type === "process-started" && event.program === "recovery-helper")
    last.set(`${event.host}/${event.parent}`, { helper: event.pid, isDone: false, endedUs: -1 });
  // A recovery daemon that has succeeded by itself: serially, while a node lacks the capability for a helper.
  if (event.type === "recovery-completed") last.delete(`${event.host}/${event.pid}`);
  if (event.type !== "recovery-completed" && event.type !== "process-exited") return;
  for (const [key, recovery] of last) {
    if (!key.startsWith(`${event.host}/`) || recovery.helper !== event.pid) continue;
    if (event.type === "recovery-completed") recovery.isDone = true;
    else recovery.endedUs = event.atUs;
  }
}
