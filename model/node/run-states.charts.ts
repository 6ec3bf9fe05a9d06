import { procedure } from "../chart/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import { FLAG, INVALID_GENERATION, type RunState } from "../words/index.ts";
import { activityChanges, activityEffects } from "./activity-names.ts";
import { type CtdbdData, type CtdbdEvent, peersOf } from "./ctdbd-data.ts";
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
  scriptTimedOut: waits.scriptTimedOut,
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
const unlessFailed = { guard: "scriptTimedOut", actions: ["exit"], to: "stopped" } as const;
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
      c.d.recoverdHandle = c.d.nextHandle;
      c.d.nextHandle += 1;
    },
  },
  pollNotDue: {
    sentence: "look again later",
    change: (c) => {
      c.d.startupPollDue = false;
    },
  },
  becomeHealthy: {
    sentence: "its first monitor event passes",
    change: (c) => {
      c.d.flagsOf[c.d.pnn] = (c.d.flagsOf[c.d.pnn] ?? 0) & ~FLAG.unhealthy;
    },
  },
  takeAddresses: activityChanges.takeAddresses,
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
  armStartupPoll: {
    sentence: "look again in a second",
    effect: (c) => ({ kind: "setTimer", timer: "STARTUP_POLL_DUE", delayUs: c.k.recoverIntervalUs }),
  },
} as const satisfies Record<string, CtdbdEffect>;

const startUp: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "start-up",
  sentence: "the run states of a main daemon from INIT to RUNNING",
  source: "facts/leadership.md §1.5; server/ctdb_daemon.c, server/ctdb_monitor.c",
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
      sentence: "init event; databases are frozen, recovery mode is active",
      do: ["freezeEach", "runInit"],
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
      name: "startup-event",
      sentence: "startup event",
      do: ["runStartup"],
      until: "scriptOver",
      exits: [unlessGoingDown, { guard: "scriptTimedOut", to: "settle" }],
    },
    { name: "running", sentence: "healthy, hosts addresses", do: ["enterRunning", "becomeHealthy", "takeAddresses"] },
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
      sentence: "it hosts no addresses any more, or has waited for that long enough",
      test: (c) => !c.d.addresses || c.d.failoverOver,
    },
  },
  actions: {
    askForTakeover: {
      sentence: "ask the leader for a takeover run: addresses leave a node that is not running",
      effect: (c) => ({ kind: "broadcast", to: "connected", message: { type: "TAKEOVER_RUN", pnn: c.d.pnn } }),
    },
    armFailoverTimer: {
      sentence: "wait for it no longer than the shutdown failover timeout",
      effect: (c) => ({ kind: "setTimer", timer: "FAILOVER_OVER", delayUs: c.k.shutdownFailoverTimeoutUs }),
    },
    enterShutdown: enter("shutdown", "run state SHUTDOWN"),
    terminateRecoverd: {
      sentence: "SIGTERM to its recovery daemon",
      effect: (c) => ({ kind: "signal", handle: c.d.recoverdHandle, signal: "TERM" }),
    },
    stopKeepalive: { sentence: "no more keepalives", effect: () => ({ kind: "cancelTimer", timer: "KEEPALIVE_DUE" }) },
    dropAddresses: activityChanges.dropAddresses,
    releaseClients: activityEffects.releaseClients,
    runShutdown: { sentence: "run the shutdown event", effect: () => ({ kind: "script", script: "shutdown" }) },
    exit: { sentence: "exit; the kernel closes all connections", effect: () => ({ kind: "exit", code: 0 }) },
  },
  steps: [
    { name: "enter-shutdown", sentence: "a node that shuts down is not running any more", do: ["enterShutdown"] },
    {
      name: "fail-over",
      sentence: "let its addresses go where they belong first (since 4.23)",
      do: ["askForTakeover", "armFailoverTimer"],
      until: "failedOver",
    },
    {
      name: "stop-recovery-daemon",
      sentence: "its recovery daemon goes, and releases the lock",
      do: ["terminateRecoverd", "stopKeepalive"],
    },
    {
      name: "run-event",
      sentence: "shutdown event; addresses go",
      do: ["dropAddresses", "releaseClients", "runShutdown"],
      until: "scriptOver",
    },
    { name: "leave", sentence: "exit", do: ["exit"] },
  ],
};

/** From INIT to RUNNING. */
export const startUpChart = procedure(startUp);
/** From any run state to the end. */
export const shutdownChart = procedure(shutDown);
