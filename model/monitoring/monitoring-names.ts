import {
  type CtdbdChange,
  type CtdbdContext,
  type CtdbdEffect,
  type CtdbdGuard,
  clearFlag,
  hasOwnFlag,
  isBeingFrozen,
  raiseFlag,
} from "../node/index.ts";
import { waits } from "../process/index.ts";
import { FLAG, INACTIVE } from "../words/index.ts";

/** Is the node frozen as a whole? Databases that a recovery has frozen one by one are none of a monitor's business. */
function isFrozen({ d }: CtdbdContext): boolean {
  return d.frozen && !isBeingFrozen(d);
}

/** Is the monitor event that has ended one in a row that took too long, and still to be borne? */
function isBorne({ d, f, k }: CtdbdContext): boolean {
  return f.script === "timed-out" && d.monitor.timeouts < k.monitorTimeoutCount;
}

/** Questions about a node's own health (facts/ip-nfs.md §2.5). */
export const monitoringGuards = {
  mustWait: {
    sentence: "it is in recovery mode, inactive or not running",
    test: (c) => c.d.recoveryMode === "active" || hasOwnFlag(c.d, INACTIVE) || c.d.runState !== "running",
  },
  allFrozen: { sentence: "the node is frozen as a whole", test: isFrozen },
  monitoringIsOver: { sentence: "it shuts down", test: (c) => c.d.monitor.isStopped },
  scriptOver: waits.scriptOver,
  cancelled: { sentence: "its monitor event was cancelled", test: (c) => c.f.script === "cancelled" },
  timeoutIsBorne: {
    sentence: "its monitor event took too long, not often enough in a row to count (MonitorTimeoutCount)",
    test: isBorne,
  },
  fellIll: {
    sentence: "its monitor event failed, or has taken too long too often, and it is healthy so far",
    test: (c) => c.f.script !== "done" && !hasOwnFlag(c.d, FLAG.unhealthy),
  },
  gotWell: {
    sentence: "its monitor event succeeded, and it is unhealthy so far",
    test: (c) => c.f.script === "done" && hasOwnFlag(c.d, FLAG.unhealthy),
  },
  monitorAgain: {
    sentence: "it will look at its health again (as shipped always: only what is looked at is skipped)",
    test: () => true,
  },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes of a node's own health. */
export const monitoringChanges = {
  countTimeouts: {
    sentence: "count monitor events in a row that took too long; one that was cancelled does not count",
    change: ({ d, f }) => {
      if (f.script === "timed-out") d.monitor.timeouts += 1;
      else if (f.script !== "cancelled") d.monitor.timeouts = 0;
    },
  },
  markUnhealthy: { sentence: "this node is unhealthy", change: (c) => raiseFlag(c, FLAG.unhealthy) },
  markHealthy: { sentence: "this node is healthy", change: (c) => clearFlag(c, FLAG.unhealthy) },
  lookSoon: {
    sentence: "after a change the next look comes soon",
    change: ({ d, k }) => {
      d.monitor.intervalUs = k.monitorChangeUs;
    },
  },
  waitLonger: {
    sentence: "each wait is twice as long as the one before, up to MonitorInterval",
    change: ({ d, k }) => {
      d.monitor.intervalUs = Math.min(2 * d.monitor.intervalUs, k.monitorIntervalUs);
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What goes with a node's health. */
export const monitoringEffects = {
  beginMonitor: {
    sentence: "run a monitor event",
    effect: () => ({ kind: "begin", chart: "monitor" }),
  },
  armMonitor: {
    sentence: "look again after the interval",
    effect: ({ d }) => ({ kind: "setTimer", timer: "MONITOR_DUE", delayUs: d.monitor.intervalUs }),
  },
  runMonitor: { sentence: "run the monitor event", effect: () => ({ kind: "script", script: "monitor" }) },
  pushFlags: {
    sentence: "have its recovery daemon tell all nodes its flags",
    effect: ({ d }) => ({
      kind: "broadcast",
      to: "self",
      message: { type: "PUSH_FLAGS", pnn: d.pnn, flags: d.flagsOf[d.pnn] ?? 0 },
    }),
  },
  askForTakeover: {
    sentence: "ask the leader to put the addresses where they belong now",
    effect: ({ d }) => ({ kind: "broadcast", to: "connected", message: { type: "TAKEOVER_RUN", pnn: d.pnn } }),
  },
} as const satisfies Record<string, CtdbdEffect>;
