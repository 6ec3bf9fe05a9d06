import { procedure } from "../chart/index.ts";
import { newHandle, type ProgramProcedure, waits } from "../process/index.ts";
import { INVALID_GENERATION, type RunState } from "../words/index.ts";
import { activityEffects } from "./activity-names.ts";
import { type CtdbdData, type CtdbdEvent, hostsAddresses, isConnected, peersOf } from "./ctdbd-data.ts";
import type { CtdbdChange, CtdbdEffect, CtdbdGuard } from "./names.ts";

function enter(runState: RunState, sentence: string): CtdbdChange {
  return {
    sentence,
    change: (c) => {
      c.d.runState = runState;
    },
  };
}

const guards = {
  goingDown: { sentence: "it is shutting down", test: (c) => c.d.runState === "shutdown" },
  scriptOver: waits.scriptOver,
  scriptNotDone: waits.scriptNotDone,
  inRecovery: {
    sentence: "it is in recovery mode: this event may not run then",
    test: (c) => c.d.recoveryMode === "active",
  },
  firstRecoveryDone: { sentence: "a recovery has been completed since it started", test: (c) => c.d.firstRecoveryDone },
  isFileCorrupt: { sentence: "a persistent database file is damaged", test: (c) => c.f.file?.ok === false },
  pollIsDue: { sentence: "it is time to look again", test: (c) => c.d.startupPollDue },
  notSettled: {
    sentence: "it has no generation, is in recovery mode, or the last recovery is too recent",
    test: (c) =>
      c.d.generation === INVALID_GENERATION ||
      c.d.recoveryMode === "active" ||
      c.d.nowUs - c.d.recoveredAtUs < c.k.rerecoveryTimeoutUs + c.k.startupExtraWaitUs,
  },
} as const satisfies Record<string, CtdbdGuard>;

/** A daemon whose init or setup event fails dies. */
const unlessFailed = { guard: "scriptNotDone", actions: ["exit"], to: "stopped" } as const;
/** A shutdown is one way: the start-up goes no further beside it. */
const unlessGoingDown = { guard: "goingDown", to: "stopped" } as const;

const changes = {
  enterInit: enter("init", "run state INIT"),
  enterSetup: enter("setup", "run state SETUP"),
  enterFirstRecovery: enter("first-recovery", "run state FIRST_RECOVERY"),
  enterStartup: enter("startup", "run state STARTUP"),
  enterRunning: enter("running", "run state RUNNING"),
  newRecoverd: {
    sentence: "the next child is its recovery daemon",
    change: (c) => {
      c.d.recoverdHandle = newHandle(c.d);
    },
  },
  pollNotDue: {
    sentence: "look again later",
    change: (c) => {
      c.d.startupPollDue = false;
    },
  },
  newEventd: {
    sentence: "the next child is its event daemon",
    change: (c) => {
      c.d.eventdHandle = newHandle(c.d);
    },
  },
  monitorSoon: {
    sentence: "the first look at its health comes soon",
    change: (c) => {
      c.d.monitor.intervalUs = c.k.monitorFirstUs;
    },
  },
} as const satisfies Record<string, CtdbdChange>;

const effects = {
  exit: { sentence: "exit; the kernel closes all connections", effect: () => ({ kind: "exit", code: 1 }) },
  openFiles: {
    sentence: "open the database files: volatile and replicated ones are emptied",
    effect: (c) =>
      Object.values(c.d.databases).map(({ name, kind }) => ({
        kind: "file",
        call: { op: "open", db: name, isKept: kind === "persistent" },
      })),
  },
  checkFiles: {
    sentence: "check the files that are kept: none may be damaged (max persistent check errors 0, the default)",
    effect: (c) => {
      const kept = Object.values(c.d.databases).filter(({ kind }) => kind === "persistent");
      return { kind: "file", call: { op: "check", dbs: kept.map(({ name }) => name) } };
    },
  },
  reportCorrupt: {
    sentence: "log that a file is damaged",
    effect: () => ({ kind: "observe", event: { type: "database-corrupt" } }),
  },
  freezeEach: activityEffects.freezeEach,
  runInit: { sentence: "run the init event", effect: () => ({ kind: "script", script: "init" }) },
  runSetup: { sentence: "run the setup event", effect: () => ({ kind: "script", script: "setup" }) },
  runStartup: { sentence: "run the startup event", effect: () => ({ kind: "script", script: "startup" }) },
  startEventd: {
    sentence: "start its event daemon",
    effect: (c) => ({ kind: "spawn", program: "eventd", handle: c.d.eventdHandle }),
  },
  armMonitor: {
    sentence: "look at its own health",
    effect: (c) => ({ kind: "setTimer", timer: "MONITOR_DUE", delayUs: c.d.monitor.intervalUs }),
  },
  armStartupRetry: {
    sentence: "try again a little later",
    effect: (c) => ({ kind: "setTimer", timer: "STARTUP_RETRY_DUE", delayUs: c.k.startupRetryUs }),
  },
  listen: { sentence: "listen for peers", effect: () => ({ kind: "listen" }) },
  callPeers: {
    sentence: "call every peer",
    effect: (c) => peersOf(c.d).map((peer) => ({ kind: "setTimer", timer: "CONNECT_DUE", peer, delayUs: 0 })),
  },
  startRecoverd: {
    sentence: "start its recovery daemon",
    effect: (c) => ({ kind: "spawn", program: "recoverd", handle: c.d.recoverdHandle }),
  },
  armKeepalive: {
    sentence: "look after peers from now on",
    effect: (c) => ({ kind: "setTimer", timer: "KEEPALIVE_DUE", delayUs: c.k.keepaliveIntervalUs }),
  },
  armRecoverdCheck: {
    sentence: "look after its recovery daemon from now on",
    effect: (c) => ({ kind: "setTimer", timer: "RECOVERD_CHECK_DUE", delayUs: c.k.recoverdCheckIntervalUs }),
  },
  armPingTimer: {
    sentence: "expect pings of its recovery daemon from now on",
    effect: (c) => ({ kind: "setTimer", timer: "RECOVERD_PING_TIMEOUT", delayUs: c.k.recoverdPingTimeoutUs }),
  },
  reportStartup: {
    sentence: "tell the nodes that it is connected to: who serves an address then says which connections there are",
    effect: (c) => ({ kind: "tell", op: "STARTUP", to: peersOf(c.d).filter((peer) => isConnected(c.d, peer)) }),
  },
  armStartupPoll: {
    sentence: "look again in a second",
    effect: (c) => ({ kind: "setTimer", timer: "STARTUP_POLL_DUE", delayUs: c.k.recoverIntervalUs }),
  },
} as const satisfies Record<string, CtdbdEffect>;

const startUp: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "start-up",
  sentence: "the run states of a main daemon from INIT to RUNNING",
  source: "facts/leadership.md §1.5, facts/ip-nfs.md §2.4; server/ctdb_daemon.c, server/ctdb_monitor.c",
  guards,
  actions: { ...changes, ...effects },
  ends: ["stopped"],
  steps: [
    {
      name: "open",
      sentence: "open the databases; a persistent one that is damaged ends the start",
      do: ["enterInit", "openFiles", "checkFiles"],
      exits: [{ guard: "isFileCorrupt", actions: ["reportCorrupt", "exit"], to: "stopped" }],
    },
    {
      name: "init",
      sentence: "event daemon and init event; databases are frozen, recovery mode is active",
      do: ["freezeEach", "newEventd", "startEventd", "runInit"],
      until: "scriptOver",
      exits: [unlessGoingDown, unlessFailed],
    },
    {
      name: "setup",
      sentence: "listen, call peers, setup event",
      do: ["enterSetup", "listen", "callPeers", "runSetup"],
      until: "scriptOver",
      exits: [unlessGoingDown, unlessFailed],
    },
    {
      name: "first-recovery",
      sentence: "start the recovery daemon and wait to be recovered",
      do: ["enterFirstRecovery", "newRecoverd", "startRecoverd", "armKeepalive", "armRecoverdCheck", "armPingTimer"],
      until: "firstRecoveryDone",
      exits: [unlessGoingDown],
    },
    { name: "startup", sentence: "run state STARTUP", do: ["enterStartup"] },
    {
      name: "settle",
      sentence: "wait until the cluster has settled",
      do: ["pollNotDue", "armStartupPoll"],
      until: "pollIsDue",
      exits: [unlessGoingDown, { guard: "notSettled", to: "settle" }],
    },
    {
      name: "allow-startup",
      sentence: "no startup event in a recovery",
      exits: [unlessGoingDown, { guard: "inRecovery", to: "startup-again" }],
    },
    {
      name: "startup-event",
      sentence: "startup event",
      do: ["runStartup"],
      until: "scriptOver",
      exits: [unlessGoingDown, { guard: "scriptNotDone", to: "startup-again" }, { to: "running" }],
    },
    {
      name: "startup-again",
      sentence: "the startup event is tried until it succeeds",
      do: ["pollNotDue", "armStartupRetry"],
      until: "pollIsDue",
      exits: [unlessGoingDown, { to: "allow-startup" }],
    },
    {
      name: "running",
      sentence: "its health is monitored from now on",
      do: ["enterRunning", "reportStartup", "monitorSoon", "armMonitor"],
    },
  ],
};

const shutDown: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "shutdown",
  sentence:
    "an orderly shutdown: addresses, recovery daemon (it releases the lock), then silence, then the shutdown event",
  source: "facts/leadership.md §1.5; server/ctdb_daemon.c",
  guards: {
    scriptOver: waits.scriptOver,
    failedOver: {
      sentence: "a takeover run has ended here and left it no address, or it has waited for that long enough",
      test: (c) => (c.d.isReallocated && !hostsAddresses(c.d)) || c.d.failoverOver,
    },
  },
  actions: {
    expectRun: {
      sentence: "no takeover run has ended here since",
      change: (c) => {
        c.d.isReallocated = false;
      },
    },
    askForTakeover: activityEffects.askForTakeover,
    armFailoverTimer: {
      sentence: "wait for it no longer than the shutdown failover timeout",
      effect: (c) => ({ kind: "setTimer", timer: "FAILOVER_OVER", delayUs: c.k.shutdownFailoverTimeoutUs }),
    },
    enterShutdown: enter("shutdown", "run state SHUTDOWN"),
    terminateRecoverd: {
      sentence: "SIGTERM to its recovery daemon",
      effect: (c) => ({ kind: "signal", handle: c.d.recoverdHandle, signal: "TERM" }),
    },
    stopMonitoring: {
      sentence: "do not wait for a monitor event any more",
      change: (c) => {
        c.d.monitor.isStopped = true;
      },
    },
    disarmMonitor: {
      sentence: "look at its health no more",
      effect: () => ({ kind: "cancelTimer", timer: "MONITOR_DUE" }),
    },
    terminateEventd: {
      sentence: "SIGTERM to its event daemon",
      effect: (c) => ({ kind: "signal", handle: c.d.eventdHandle, signal: "TERM" }),
    },
    stopKeepalive: { sentence: "no more keepalives", effect: () => ({ kind: "cancelTimer", timer: "KEEPALIVE_DUE" }) },
    runShutdown: { sentence: "run the shutdown event", effect: () => ({ kind: "script", script: "shutdown" }) },
    exit: { sentence: "exit; the kernel closes all connections", effect: () => ({ kind: "exit", code: 0 }) },
  },
  steps: [
    { name: "enter-shutdown", sentence: "a node that shuts down is not running any more", do: ["enterShutdown"] },
    {
      name: "fail-over",
      sentence: "let its addresses go where they belong first (since 4.23)",
      do: ["expectRun", "askForTakeover", "armFailoverTimer"],
      until: "failedOver",
    },
    {
      name: "stop-recovery-daemon",
      sentence: "its recovery daemon goes, and releases the lock; monitoring ends",
      do: ["terminateRecoverd", "stopKeepalive", "stopMonitoring", "disarmMonitor"],
    },
    {
      name: "run-event",
      sentence: "shutdown event: its script takes away what addresses are left",
      do: ["runShutdown"],
      until: "scriptOver",
    },
    { name: "leave", sentence: "exit", do: ["terminateEventd", "exit"] },
  ],
};

/** From INIT to RUNNING. */
export const startUpChart = procedure(startUp);
/** From any run state to the end. */
export const shutdownChart = procedure(shutDown);
