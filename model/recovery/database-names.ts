import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import {
  bySequence,
  type FullCopyOrder,
  fullCopySource,
  isReplicated,
  mergeCopies,
  mergeParallel,
  pushedCopies,
} from "../database/index.ts";
import type { ControlBody, Effect } from "../effect/index.ts";
import { answers, type Context, failuresInTime } from "../process/index.ts";
import type { DatabaseStep } from "../trace/index.ts";
import type { ControlOp, Pnn } from "../words/index.ts";
import type { DatabaseRecovery } from "./database-recovery.ts";
import { fullCopiesOf } from "./epochs.ts";
import type { RecoveryHelperData, RecoveryHelperEvent } from "./recovery-helper-data.ts";

type C = Context<RecoveryHelperData>;

function databaseOf(c: C): DatabaseRecovery | undefined {
  return c.d.databases[c.f.db];
}

/** What came of the recovery of this database. */
function close(c: C, outcome: "recovered" | "failed"): void {
  const database = databaseOf(c);
  if (database === undefined) return;
  if (database.outcome === "open") c.d.openDatabases -= 1;
  database.outcome = outcome;
}

function ask(c: C, op: ControlOp, to: readonly Pnn[], body: ControlBody = {}): Effect {
  const about = { db: c.f.db, generation: c.d.newGeneration, ...body };
  return { kind: "ask", op, to, body: about, as: "leader", timeoutUs: c.k.recoverTimeoutUs };
}

function askAll(op: ControlOp, sentence: string): EffectAction<C, RecoveryHelperEvent, Effect> {
  return { sentence, effect: (c) => ask(c, op, c.d.active) };
}

/** Pushes what was merged, with or without what is deleted. */
export function pushMerged(c: C, withDeleted: boolean): Effect {
  const { copies = {}, spec } = databaseOf(c) ?? {};
  const pushed = pushedCopies(copies, c.d.pnn, spec?.kind ?? "volatile", withDeleted);
  return ask(c, "DB_PUSH_CONFIRM", c.d.active, { copies: pushed });
}

/** Pulls the whole database from one of these nodes: the one that counts most. */
export function pullWhole(c: C, order: FullCopyOrder): Effect {
  const source = fullCopySource(fullCopiesOf(answers(c)), order);
  return ask(c, "DB_PULL", source === undefined ? [] : [source]);
}

/** Lays what has just been pulled over what is held, if its node counts. */
export function mergePulled(c: C, counts: (pnn: Pnn) => boolean): void {
  const database = databaseOf(c);
  const [answer] = answers(c);
  if (database === undefined) return;
  database.pulled += 1;
  if (answer === undefined || !counts(answer[0])) return;
  database.copies = mergeCopies(database.copies, answer[1].copies ?? {}, c.d.pnn, mergeParallel);
}

/** Every node counts. */
function everybody(): boolean {
  return true;
}

/** Questions of the recovery of one database. */
export const databaseGuards = {
  nobodyLacks: { sentence: "every active node has the database", test: (c) => databaseOf(c)?.lacking.length === 0 },
  isFullCopy: {
    sentence: "every node has a full copy of it: one is taken as a whole",
    test: (c) => isReplicated(databaseOf(c)?.spec.kind ?? "volatile"),
  },
  moreToPull: {
    sentence: "there are nodes left to pull from",
    test: (c) => (databaseOf(c)?.pulled ?? 0) + 1 < c.d.active.length,
  },
  mayRetry: {
    sentence: "there are attempts left; each has the same generation",
    test: (c) => (databaseOf(c)?.attempt ?? 0) < c.k.databaseAttempts,
  },
} as const satisfies Record<string, Guard<C, RecoveryHelperEvent>>;

/** Changes of the recovery of one database. */
export const databaseChanges = {
  beginAttempt: {
    sentence: "one more attempt, from the beginning",
    change: (c) => {
      const database = databaseOf(c);
      if (database === undefined) return;
      database.attempt += 1;
      database.pulled = 0;
      database.copies = {};
    },
  },
  merge: {
    sentence: "lay what was pulled over what is held: the higher rsn stays",
    change: (c) => mergePulled(c, everybody),
  },
  takeWhole: {
    sentence: "take what was pulled as a whole",
    change: (c) => {
      const database = databaseOf(c);
      if (database !== undefined) database.copies = answers(c)[0]?.[1].copies ?? {};
    },
  },
  blameFirst: {
    sentence: "one failure more for the node that failed first, in time, and for nobody else",
    change: (c) => {
      const [first] = failuresInTime(c);
      if (first !== undefined) c.d.credits[first] = (c.d.credits[first] ?? 0) + 1;
    },
  },
  noteRecovered: {
    sentence: "the database is recovered",
    change: (c) => {
      close(c, "recovered");
    },
  },
  noteFailed: {
    sentence: "the database is not recovered",
    change: (c) => {
      close(c, "failed");
    },
  },
} as const satisfies Record<string, Change<C, RecoveryHelperEvent>>;

/** What the recovery of one database asks for. */
export const databaseEffects = {
  askName: {
    sentence: "ask every node that has it for its name",
    effect: (c) => ask(c, "GET_DBNAME", databaseOf(c)?.having ?? []),
  },
  askAttach: {
    sentence: "attach it where it is lacking",
    effect: (c) => {
      const { lacking = [], spec } = databaseOf(c) ?? {};
      return ask(c, "DB_ATTACH", lacking, spec === undefined ? {} : { spec, inRecovery: true });
    },
  },
  askPath: { sentence: "ask its own daemon where the file is", effect: (c) => ask(c, "GET_DBPATH", [c.d.pnn]) },
  askFreeze: askAll("DB_FREEZE", "freeze it on every active node"),
  askStart: askAll("DB_TRANSACTION_START", "begin a transaction on every active node"),
  askSequences: askAll("GET_DB_SEQNUM", "ask every active node for its sequence number"),
  askPull: {
    sentence: "pull from the next node of the list",
    effect: (c) => ask(c, "DB_PULL", c.d.active.slice(databaseOf(c)?.pulled ?? 0).slice(0, 1)),
  },
  askPullWhole: {
    sentence: "pull from the node with the highest sequence number, the first of equals",
    effect: (c) => pullWhole(c, bySequence),
  },
  askWipe: askAll("WIPE_DATABASE", "wipe every active node's copy"),
  askPushStart: askAll("DB_PUSH_START", "announce the push"),
  askPushConfirm: {
    sentence: "push what was merged, and have it confirmed",
    effect: (c) => pushMerged(c, false),
  },
  askCommit: askAll("DB_TRANSACTION_COMMIT", "commit on every active node: it has the new generation from then on"),
  askThaw: askAll("DB_THAW", "thaw it on every active node; calls that wait there are sent anew"),
} as const satisfies Record<string, EffectAction<C, RecoveryHelperEvent, Effect>>;

/** The log of one step of a database's recovery. */
export function reportStep(step: DatabaseStep): EffectAction<C, RecoveryHelperEvent, Effect> {
  return {
    sentence: `log the step "${step}" of this database`,
    effect: (c) => {
      const attempt = databaseOf(c)?.attempt ?? 0;
      return { kind: "observe", event: { type: "database-step", db: c.f.db, step, attempt, pid: c.d.pid } };
    },
  };
}
