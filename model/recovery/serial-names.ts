import {
  bySequence,
  type FullCopyOrder,
  fullCopySource,
  isReplicated,
  mergeCopies,
  mergeSerial,
  pushedCopies,
} from "../database/index.ts";
import type { ControlBody, Effect } from "../effect/index.ts";
import {
  activeLmasters,
  activeNodes,
  assignCredits,
  mapOf,
  type RecoverdChange,
  type RecoverdContext,
  type RecoverdEffect,
  type RecoverdGuard,
} from "../leadership/index.ts";
import { answers, failures } from "../process/index.ts";
import type { DatabaseStep } from "../trace/index.ts";
import { type ControlOp, type Pnn, recoveryDesigns } from "../words/index.ts";
import { countRecovery, fullCopiesOf } from "./epochs.ts";

/** Databases are frozen in three rounds. */
const PRIORITIES = 3;

function ask(c: RecoverdContext, op: ControlOp, body: ControlBody = {}, to: readonly Pnn[] = activeNodes(c.d)): Effect {
  return { kind: "ask", op, to, body, as: "leader", timeoutUs: c.k.recoverTimeoutUs };
}

function current({ d }: RecoverdContext): { readonly db: string; readonly isFull: boolean } {
  const spec = d.serial.databases[d.serial.index];
  return { db: spec?.name ?? "", isFull: isReplicated(spec?.kind ?? "volatile") };
}

/** Pushes what was merged, with or without what is deleted. */
export function pushSerially(c: RecoverdContext, withDeleted: boolean): Effect {
  const { copies, databases, index } = c.d.serial;
  // What is deleted in a database with full copies was pushed even then.
  const pushed = pushedCopies(copies, c.d.pnn, databases[index]?.kind ?? "volatile", withDeleted || current(c).isFull);
  return ask(c, "PUSH_DB", { db: current(c).db, copies: pushed });
}

/** Pulls the whole database from one of these nodes: the one that counts most. */
export function pullWholeSerially(c: RecoverdContext, order: FullCopyOrder): Effect {
  const source = fullCopySource(fullCopiesOf(answers(c)), order);
  return ask(c, "PULL_DB", { db: current(c).db }, source === undefined ? [] : [source]);
}

/** Lays what has just been pulled over what is held, if its node counts. */
export function mergeSerially(c: RecoverdContext, counts: (pnn: Pnn) => boolean): void {
  const [answer] = answers(c);
  c.d.serial.pulled += 1;
  if (answer === undefined || !counts(answer[0])) return;
  c.d.serial.copies = mergeCopies(c.d.serial.copies, answer[1].copies ?? {}, c.d.pnn, mergeSerial);
}

/** Every node counts. */
function everybody(): boolean {
  return true;
}

/** Questions of a serial recovery. */
export const serialGuards = {
  isParallel: {
    sentence: "every active node has the capability for parallel recovery, this one too (since 4.4)",
    test: ({ d }) => recoveryDesigns[d.recovery].isCapable && activeNodes(d).every((pnn) => d.recoversInParallel[pnn]),
  },
  serialFailed: { sentence: "the databases are not recovered", test: (c) => c.f.returned !== "done" },
  morePriorities: { sentence: "there are priorities left to freeze", test: (c) => c.d.serial.priority < PRIORITIES },
  oneGeneration: {
    sentence: "databases have no generation of their own, but the map's",
    test: ({ d }) => !recoveryDesigns[d.recovery].ownGenerations,
  },
  noneMissing: { sentence: "every node has all databases", test: (c) => c.d.serial.missing.length === 0 },
  noMoreDatabases: {
    sentence: "all databases are pushed",
    test: (c) => c.d.serial.index >= c.d.serial.databases.length,
  },
  isFullCopy: { sentence: "every node has a full copy of it", test: (c) => current(c).isFull },
  moreToPull: {
    sentence: "there are nodes left to pull from",
    test: (c) => c.d.serial.pulled + 1 < activeNodes(c.d).length,
  },
} as const satisfies Record<string, RecoverdGuard>;

/** Changes of a serial recovery. */
export const serialChanges = {
  storeDatabases: {
    sentence: "the databases are those that any active node has",
    change: (c) => {
      const found = new Map(answers(c).flatMap(([, { databases = [] }]) => databases.map((spec) => [spec.name, spec])));
      c.d.serial.databases = [...found.values()];
      c.d.serial.answers = answers(c);
      c.d.serial.missing = [...found.values()].flatMap((spec) => {
        const lacking = answers(c).flatMap(([pnn, { databases = [] }]) =>
          databases.some(({ name }) => name === spec.name) ? [] : [pnn],
        );
        return lacking.length === 0 ? [] : [[spec, lacking] as const];
      });
      c.d.serial.priority = 0;
      c.d.serial.index = 0;
      c.d.serial.pulled = 0;
      c.d.serial.copies = {};
    },
  },
  nextMissing: {
    sentence: "that one is everywhere now",
    change: (c) => {
      c.d.serial.missing = c.d.serial.missing.slice(1);
    },
  },
  nextPriority: {
    sentence: "the next priority",
    change: (c) => {
      c.d.serial.priority += 1;
    },
  },
  takeGeneration: {
    sentence: "a new generation",
    change: (c) => {
      c.d.serial.generation = c.f.drawn;
    },
  },
  nextDatabase: {
    sentence: "the next database",
    change: (c) => {
      c.d.serial.index += 1;
      c.d.serial.pulled = 0;
      c.d.serial.copies = {};
    },
  },
  mergePulled: {
    sentence: "lay what was pulled over what is held: the higher rsn stays; the tie is the other way round than later",
    change: (c) => mergeSerially(c, everybody),
  },
  takeWhole: {
    sentence: "take what was pulled as a whole",
    change: (c) => {
      c.d.serial.copies = answers(c)[0]?.[1].copies ?? {};
    },
  },
  blameOnce: {
    sentence: "one credit for each that failed",
    change: (c) => assignCredits(c, failures(c), "a script failed"),
  },
  blameAll: {
    sentence: "as many credits as there are nodes for each that failed",
    change: (c) => assignCredits(c, failures(c), "database recovery failed", c.d.nodes),
  },
} as const satisfies Record<string, RecoverdChange>;

/** What a serial recovery asks for. */
export const serialEffects = {
  callSerial: { sentence: "recover the databases", effect: () => ({ kind: "call", chart: "serial-recovery" }) },
  askDatabases: { sentence: "ask every active node for its databases", effect: (c) => ask(c, "GET_DBMAP") },
  askAttach: {
    sentence: "attach it where it is lacking",
    effect: (c) => {
      const [spec, lacking] = c.d.serial.missing[0] ?? [];
      return ask(c, "DB_ATTACH", spec === undefined ? {} : { spec }, lacking ?? []);
    },
  },
  setPriorities: { sentence: "the same priorities everywhere", effect: (c) => ask(c, "SET_DB_PRIORITY") },
  setActive: {
    sentence: "recovery mode active on every active node",
    effect: (c) => ask(c, "SET_RECMODE", { mode: "active" }),
  },
  askFreeze: {
    sentence: "freeze all databases of this priority on every active node",
    effect: (c) => ask(c, "FREEZE", { priority: c.d.serial.priority }),
  },
  startRecovery: {
    sentence: "run the startrecovery event everywhere",
    effect: (c) => ask(c, "START_RECOVERY", { lockSetting: c.d.lockSetting, epoch: c.f.drawn }),
  },
  countRecovery,
  drawGeneration: { sentence: "draw a generation", effect: () => ({ kind: "draw", what: "generation" }) },
  setOwnVnnmap: {
    sentence: "this generation here alone, with the map as it was: a recovery that fails is seen by the next pass",
    effect: (c) => ask(c, "SET_VNNMAP", { generation: c.d.serial.generation, map: c.d.map }, [c.d.pnn]),
  },
  startTransactions: {
    sentence: "begin a transaction over all databases of every active node",
    effect: (c) => ask(c, "TRANSACTION_START", { generation: c.d.serial.generation }),
  },
  cancelTransactions: {
    sentence: "undo them",
    effect: (c) => ask(c, "TRANSACTION_CANCEL"),
  },
  askSequences: {
    sentence: "ask every active node for its sequence number",
    effect: (c) => ask(c, "GET_DB_SEQNUM", { db: current(c).db }),
  },
  askPull: {
    sentence: "pull from the next node of the list",
    effect: (c) => ask(c, "PULL_DB", { db: current(c).db }, activeNodes(c.d).slice(c.d.serial.pulled).slice(0, 1)),
  },
  askPullWhole: {
    sentence: "pull from the node with the highest sequence number, the first of equals",
    effect: (c) => pullWholeSerially(c, bySequence),
  },
  askWipe: {
    sentence: "wipe every active node's copy",
    effect: (c) => ask(c, "WIPE_DATABASE", { db: current(c).db, generation: c.d.serial.generation }),
  },
  askPush: {
    sentence: "push what was merged",
    effect: (c) => pushSerially(c, false),
  },
  commitTransactions: {
    sentence: "commit all databases on every active node",
    effect: (c) => ask(c, "TRANSACTION_COMMIT", { generation: c.d.serial.generation }),
  },
  setVnnmap: {
    sentence: "another new generation and the new map everywhere",
    effect: (c) => {
      const map = mapOf(activeLmasters(c.d), c.d.pnn);
      return ask(c, "SET_VNNMAP", { generation: c.d.serial.generation, map, members: activeNodes(c.d) });
    },
  },
  setNormal: {
    sentence: "recovery mode normal everywhere: all databases are thawed, all calls sent anew",
    effect: (c) => ask(c, "SET_RECMODE", { mode: "normal" }),
  },
  endRecovery: { sentence: "run the recovered event everywhere", effect: (c) => ask(c, "END_RECOVERY") },
  reportStarted: {
    sentence: "log the start",
    effect: (c) => ({
      kind: "observe",
      event: { type: "recovery-started", generation: c.d.serial.generation, pid: c.d.pid },
    }),
  },
  reportCompleted: {
    sentence: "log the success",
    effect: (c) => ({
      kind: "observe",
      event: { type: "recovery-completed", generation: c.d.serial.generation, pid: c.d.pid },
    }),
  },
  reportFailed: {
    sentence: "log the failure",
    effect: (c) => ({
      kind: "observe",
      event: { type: "recovery-failed", step: c.f.batch?.op ?? "start", pid: c.d.pid },
    }),
  },
} as const satisfies Record<string, RecoverdEffect>;

/** The log of one step, which is about all databases at once. */
export function reportAll(step: DatabaseStep): RecoverdEffect {
  return {
    sentence: `log the step "${step}" of all databases`,
    effect: (c) => ({ kind: "observe", event: { type: "database-step", db: "", step, attempt: 1, pid: c.d.pid } }),
  };
}
