import { newHandle, type ProgramChart } from "../process/index.ts";
import type { CtdbdData, CtdbdEvent } from "./ctdbd-data.ts";
import type { CtdbdChange, CtdbdEffect, CtdbdGuard } from "./names.ts";

const guards = {
  recoverdExists: { sentence: "its recovery daemon exists", test: (_c, e) => e.type === "PROBED" && e.exists },
  tooManyMissed: {
    sentence: "its recovery daemon has missed too many pings",
    test: (c) => c.d.pingsMissed >= c.k.recoverdFailCount,
  },
  probeOpen: {
    sentence: "that lock probe has not answered yet",
    test: (c, e) => ("handle" in e && c.d.probes[e.handle] === null) || ("peer" in e && c.d.probes[e.peer] === null),
  },
  eventdIsGone: {
    sentence: "that child is its event daemon",
    test: (c, e) => e.type === "CHILD_PIPE_CLOSED" && e.handle === c.d.eventdHandle,
  },
  watchIsOver: {
    sentence: "it is shutting down: nobody looks after its recovery daemon any more",
    test: (c) => c.d.runState === "shutdown",
  },
  goingDown: { sentence: "it is shutting down already", test: (c) => c.d.runState === "shutdown" },
} as const satisfies Record<string, CtdbdGuard>;

const changes = {
  newRecoverd: {
    sentence: "the next child is its recovery daemon",
    change: (c) => {
      c.d.recoverdHandle = newHandle(c.d);
      c.d.pingsMissed = 0;
    },
  },
  missedPing: {
    sentence: "one more ping is missing",
    change: (c) => {
      c.d.pingsMissed += 1;
    },
  },
  pollIsDue: {
    sentence: "it is time to look whether the cluster has settled",
    change: (c) => {
      c.d.startupPollDue = true;
    },
  },
  failoverIsOver: {
    sentence: "a shutdown waits no longer for the fail-over",
    change: (c) => {
      c.d.failoverOver = true;
    },
  },
  recordProbe: {
    sentence: "note the probe's status",
    change: (c, e) => {
      if (e.type === "CHILD_OUTPUT") c.d.probes[e.handle] = e.byte;
    },
  },
  recordProbeEnd: {
    sentence: "a probe that ends without a status is an error",
    change: (c, e) => {
      if (e.type === "CHILD_PIPE_CLOSED") c.d.probes[e.handle] = "3";
    },
  },
  recordProbeTimeout: {
    sentence: "a probe that takes too long counts as contended",
    change: (c, e) => {
      if (e.type === "PROBE_TIMEOUT") c.d.probes[e.peer] = "2";
    },
  },
} as const satisfies Record<string, CtdbdChange>;

const effects = {
  probeRecoverd: {
    sentence: "does its recovery daemon exist?",
    effect: (c) => ({ kind: "probeChild", handle: c.d.recoverdHandle }),
  },
  armRecoverdCheck: {
    sentence: "look again after the check interval",
    effect: (c) => ({ kind: "setTimer", timer: "RECOVERD_CHECK_DUE", delayUs: c.k.recoverdCheckIntervalUs }),
  },
  armPingTimer: {
    sentence: "expect the next ping in time",
    effect: (c) => ({ kind: "setTimer", timer: "RECOVERD_PING_TIMEOUT", delayUs: c.k.recoverdPingTimeoutUs }),
  },
  terminateRecoverd: {
    sentence: "SIGTERM to its recovery daemon",
    effect: (c) => ({ kind: "signal", handle: c.d.recoverdHandle, signal: "TERM" }),
  },
  startRecoverd: {
    sentence: "start its recovery daemon",
    effect: (c) => ({ kind: "spawn", program: "recoverd", handle: c.d.recoverdHandle }),
  },
  exit: {
    sentence: "exit: without its event daemon it cannot go on",
    effect: () => ({ kind: "exit", code: 1 }),
  },
  beginShutdown: { sentence: "shut down in order", effect: () => ({ kind: "begin", chart: "shutdown" }) },
  replyOk: {
    sentence: "answer: done",
    effect: (_c, e) => ("request" in e ? { kind: "reply", request: e.request, reply: { status: 0 } } : undefined),
  },
} as const satisfies Record<string, CtdbdEffect>;

/** The main daemon and its children: recovery daemon, event daemon, lock probes; and its own end. */
export const childrenChart: ProgramChart<CtdbdData, CtdbdEvent> = {
  id: "children",
  sentence: "watches its recovery daemon, listens to its lock probes, and goes when told to",
  source: "facts/leadership.md §1.1, §1.5, §6.4; server/ctdb_recover.c, server/ctdb_daemon.c",
  initial: "serving",
  guards,
  actions: { ...changes, ...effects },
  states: {
    serving: {
      sentence: "looks after its children",
      on: {
        RECOVERD_CHECK_DUE: [{ guard: "watchIsOver" }, { actions: "probeRecoverd" }],
        PROBED: [
          { guard: "recoverdExists", actions: "armRecoverdCheck" },
          { actions: ["newRecoverd", "startRecoverd", "armRecoverdCheck", "armPingTimer"] },
        ],
        RECOVERD_PING_TIMEOUT: [
          { guard: "watchIsOver" },
          { guard: "tooManyMissed", actions: ["terminateRecoverd", "newRecoverd", "startRecoverd", "armPingTimer"] },
          { actions: ["missedPing", "armPingTimer"] },
        ],
        CHILD_OUTPUT: { guard: "probeOpen", actions: "recordProbe" },
        CHILD_PIPE_CLOSED: [
          { guard: "eventdIsGone", actions: "exit" },
          { guard: "probeOpen", actions: "recordProbeEnd" },
        ],
        PROBE_TIMEOUT: { guard: "probeOpen", actions: "recordProbeTimeout" },
        STARTUP_POLL_DUE: { actions: "pollIsDue" },
        STARTUP_RETRY_DUE: { actions: "pollIsDue" },
        FAILOVER_OVER: { actions: "failoverIsOver" },
        SHUTDOWN: [{ guard: "goingDown", actions: "replyOk" }, { actions: ["replyOk", "beginShutdown"] }],
        SIGTERM: [{ guard: "goingDown" }, { actions: "beginShutdown" }],
      },
    },
  },
};
