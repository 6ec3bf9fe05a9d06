import { type Change, type Effect as EffectAction, procedure, type StepExit, type StepSpec } from "../chart/index.ts";
import type { ControlBody, Effect } from "../effect/index.ts";
import { mapOf } from "../leadership/index.ts";
import { answers, type Context, type ProgramChart, type ProgramProcedure, waits } from "../process/index.ts";
import { type ControlOp, FLAG, INACTIVE, type Pnn } from "../words/index.ts";
import { databasesChanges, databasesEffects, databasesGuards, lostDatabases } from "./databases-names.ts";
import { countRecovery } from "./epochs.ts";
import type { RecoveryHelperData, RecoveryHelperEvent } from "./recovery-helper-data.ts";
import { recoveryLockChanges, recoveryLockEffects, recoveryLockGuards } from "./recovery-lock-names.ts";

type C = Context<RecoveryHelperData>;

function ask(c: C, op: ControlOp, to: readonly Pnn[], body: ControlBody = {}): Effect {
  return { kind: "ask", op, to, body, as: "leader", timeoutUs: c.k.recoverTimeoutUs };
}

function withoutFlags(flags: readonly number[] | undefined, mask: number): Pnn[] {
  return (flags ?? []).flatMap((value, pnn) => ((value & mask) === 0 ? [pnn] : []));
}

const changes = {
  storeCandidates: {
    sentence: "candidates are the nodes its own daemon sees as connected",
    change: (c) => {
      c.d.candidates = withoutFlags(answers(c)[0]?.[1].flags, FLAG.disconnected | FLAG.deleted);
    },
  },
  storeActive: {
    sentence: "those candidates are active that say so of themselves",
    change: (c) => {
      c.d.active = answers(c).flatMap(([pnn, reply]) => (((reply.flags?.[pnn] ?? 0) & INACTIVE) === 0 ? [pnn] : []));
    },
  },
  storeLmasters: {
    sentence: "those of them belong in the map that have the LMASTER capability",
    change: (c) => {
      c.d.lmasters = answers(c).flatMap(([pnn, { lmasterRole = true }]) => (lmasterRole ? [pnn] : []));
    },
  },
} as const satisfies Record<string, Change<C, RecoveryHelperEvent>>;

const effects = {
  askTunables: { sentence: "ask its own daemon for the tunables", effect: (c) => ask(c, "GET_TUNABLES", [c.d.pnn]) },
  askNodemap: { sentence: "ask its own daemon for the node map", effect: (c) => ask(c, "GET_NODEMAP", [c.d.pnn]) },
  askNodemaps: {
    sentence: "ask every candidate for its own view",
    effect: (c) => ask(c, "GET_NODEMAP", c.d.candidates),
  },
  askCapabilities: {
    sentence: "ask every active node for its capabilities",
    effect: (c) => ask(c, "GET_CAPABILITIES", c.d.active),
  },
  askDatabases: { sentence: "ask every active node for its databases", effect: (c) => ask(c, "GET_DBMAP", c.d.active) },
  setActive: {
    sentence: "recovery mode active on every active node",
    effect: (c) => ask(c, "SET_RECMODE", c.d.active, { mode: "active" }),
  },
  startRecovery: {
    sentence: "run the startrecovery event everywhere",
    effect: (c) => ask(c, "START_RECOVERY", c.d.active, { lockSetting: c.d.lockSetting, epoch: c.f.drawn }),
  },
  countRecovery,
  setVnnmap: {
    sentence: "the new generation and map everywhere; without an lmaster this node is the map",
    effect: (c) => {
      const map = mapOf(c.d.lmasters, c.d.pnn);
      const body = { generation: c.d.newGeneration, map, members: c.d.active, epoch: c.f.drawn };
      return ask(c, "SET_VNNMAP", c.d.active, body);
    },
  },
  setNormal: {
    sentence: "recovery mode normal everywhere; each node probes the lock",
    effect: (c) => ask(c, "SET_RECMODE", c.d.active, { mode: "normal" }),
  },
  endRecovery: { sentence: "run the recovered event everywhere", effect: (c) => ask(c, "END_RECOVERY", c.d.active) },
  reportStarted: {
    sentence: "log the start",
    effect: (c) => ({
      kind: "observe",
      event: { type: "recovery-started", generation: c.d.newGeneration, pid: c.d.pid },
    }),
  },
  reportCompleted: {
    sentence: "log the success",
    effect: (c) => ({
      kind: "observe",
      event: { type: "recovery-completed", generation: c.d.newGeneration, pid: c.d.pid },
    }),
  },
  reportFailed: {
    sentence: "log the failure",
    effect: (c) => ({
      kind: "observe",
      event: { type: "recovery-failed", step: c.f.batch?.op ?? "start", pid: c.d.pid, ...lostDatabases(c) },
    }),
  },
  writeSuccess: {
    sentence: "tell its recovery daemon that it succeeded",
    effect: () => ({ kind: "write", byte: "0" }),
  },
  exit: { sentence: "exit", effect: () => ({ kind: "exit", code: 0 }) },
  exitFailed: { sentence: "exit without an answer", effect: () => ({ kind: "exit", code: 1 }) },
} as const satisfies Record<string, EffectAction<C, RecoveryHelperEvent, Effect>>;

/** A barrier: wait for every node's answer, go on only if all were good. */
function barrier(name: string, sentence: string, ...actions: string[]): StepSpec {
  return { name, sentence, do: actions, until: "answered", exits: [unlessFailed] };
}

const unlessFailed: StepExit = { guard: "anyFailed", to: "fail" };

/** The same, and where the map comes last another step follows. */
function mapBarrier(name: string, sentence: string, action: string, otherwiseTo: string): StepSpec {
  return { ...barrier(name, sentence, action), exits: [unlessFailed, { guard: "mapComesLast", to: otherwiseTo }] };
}

const spec: ProgramProcedure<RecoveryHelperData, RecoveryHelperEvent> = {
  id: "recovery-helper",
  sentence: "a recovery: control barriers over all active nodes, and between them every database for itself",
  source: "facts/recovery.md §2.3; server/ctdb_recovery_helper.c",
  guards: {
    answered: waits.answered,
    anyFailed: waits.anyFailed,
    ...recoveryLockGuards,
    ...databasesGuards,
    mapComesLast: {
      sentence: "the map is brought when all databases are recovered (before 5aab31a39a3, 2015)",
      test: (c) => c.d.mapComesLast,
    },
    nobodyActive: { sentence: "no node says of itself that it is active", test: (c) => c.d.active.length === 0 },
  },
  actions: { ...changes, ...effects, ...recoveryLockEffects, ...databasesChanges, ...databasesEffects },
  steps: [
    barrier("fetch-tunables", "the time-out of what follows", "reportStarted", "countRecovery", "askTunables"),
    barrier("fetch-nodemap", "who is connected?", "askNodemap"),
    barrier("fetch-nodemaps", "who says of itself that it is active?", "storeCandidates", "askNodemaps"),
    {
      name: "store-active",
      sentence: "without an active node there is nothing to recover",
      do: ["storeActive"],
      exits: [{ guard: "nobodyActive", to: "fail" }],
    },
    barrier("fetch-capabilities", "what can the active nodes do?", "askCapabilities"),
    barrier("fetch-databases", "which databases are there?", "storeLmasters", "askDatabases"),
    {
      name: "store-databases",
      sentence: "one name is one kind of database on all nodes",
      do: ["storeDatabases"],
      exits: [{ guard: "kindsDiffer", to: "fail" }],
    },
    {
      name: "check-locks",
      sentence: "is there a lock for recoveries? (not in CTDB: our design)",
      exits: [{ guard: "oneLock", to: "set-active" }],
    },
    {
      name: "take-recovery-lock",
      sentence: "one recovery at a time: without the recovery lock nobody is disturbed",
      do: ["spawnRecoveryLock"],
      until: "recoveryLockAnswered",
      exits: [{ guard: "recoveryLockMissing", to: "fail" }],
    },
    barrier("set-active", "everybody in recovery mode", "setActive"),
    mapBarrier("start-recovery", "scripts may prepare", "startRecovery", "recover-databases"),
    mapBarrier("set-vnnmap", "from here on the old generation is dropped", "setVnnmap", "set-normal"),
    {
      name: "recover-databases",
      sentence: "all databases at once, each for itself; only when all are over it goes on",
      do: ["beginDatabases"],
      until: "databasesOver",
      exits: [
        { guard: "aDatabaseFailed", to: "find-culprit" },
        { guard: "mapComesLast", to: "set-vnnmap" },
      ],
    },
    barrier("set-normal", "back to work, if the lock is not to be had", "setNormal"),
    barrier("end-recovery", "scripts may follow up", "endRecovery"),
    {
      name: "succeed",
      sentence: "all barriers are passed",
      do: ["reportCompleted", "releaseRecoveryLock", "writeSuccess", "exit"],
      exits: [{ to: "done" }],
    },
    {
      name: "find-culprit",
      sentence: "has a node failed so often that it is banned?",
      do: ["chooseCulprit"],
      exits: [{ guard: "nobodyToBan", to: "fail" }],
    },
    {
      name: "ask-culprit",
      sentence: "a node that is inactive by now is left alone, and nobody is banned if it does not answer",
      do: ["askCulprit"],
      until: "answered",
      exits: [
        { guard: "anyFailed", to: "fail" },
        { guard: "culpritInactive", actions: ["forgiveCulprit"], to: "find-culprit" },
      ],
    },
    { name: "ban", sentence: "the next recovery does without it", do: ["banCulprit"], until: "answered" },
    { name: "fail", sentence: "a barrier was not passed", do: ["reportFailed", "releaseRecoveryLock", "exitFailed"] },
  ],
};

/** The recovery helper's barriers; a defect can swap two of them. */
export const recoveryHelperChart = procedure(spec);

/** What ends a recovery helper from outside. It does not watch its parent, but its daemon's socket. */
export const recoveryHelperRules: ProgramChart<RecoveryHelperData, RecoveryHelperEvent> = {
  id: "recovery-helper-process",
  sentence: "what ends a recovery helper from outside",
  source: "facts/recovery.md §2.3; server/ctdb_recovery_helper.c",
  initial: "working",
  guards: {},
  actions: {
    exitFailed: effects.exitFailed,
    releaseRecoveryLock: recoveryLockEffects.releaseRecoveryLock,
    noteLockStatus: recoveryLockChanges.noteLockStatus,
  },
  states: {
    working: {
      sentence: "works through its barriers",
      on: {
        CHILD_OUTPUT: { actions: "noteLockStatus" },
        CHILD_PIPE_CLOSED: { actions: "noteLockStatus" },
        SIGTERM: { actions: ["releaseRecoveryLock", "exitFailed"] },
        DAEMON_GONE: { actions: "exitFailed" },
      },
    },
  },
};
