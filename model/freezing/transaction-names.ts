import { type DatabaseState, isReplicated, lmasterOf, storeRecord } from "../database/index.ts";
import type { Copies } from "../effect/index.ts";
import type { CtdbdChange, CtdbdContext, CtdbdEffect, CtdbdEvent, CtdbdGuard } from "../node/index.ts";
import { hashOf, recoveryDesigns } from "../words/index.ts";
import { databaseOf } from "./freezing-names.ts";

/** The record that counts the transactions of a persistent or replicated database. */
export const SEQUENCE_KEY = "__db_sequence_number__";

function generationOf(c: CtdbdContext, e: CtdbdEvent): number | undefined {
  return ("request" in e ? e.request : c.f.request)?.body.generation;
}

/** What a push leaves in the file: it is a store by the daemon, so that the leader's own copy gains one. */
function stored(c: CtdbdContext, { kind }: DatabaseState, copies: Copies): Copies {
  const kept = Object.entries(copies).flatMap(([key, record]) => {
    const { copy } = storeRecord(record, { kind, self: c.d.pnn, lmaster: lmasterOf(c.d.map, key) });
    return copy === null ? [] : [[key, copy] as const];
  });
  return Object.fromEntries(kept);
}

/** What must be the same on all nodes as one number: key, value, dmaster and flags, not the rsn (facts/recovery.md §1.2). */
function digestOf(copies: Copies): number {
  const lines = Object.keys(copies)
    .sort()
    .map((key) => `${key}\n${copies[key]?.value}\n${copies[key]?.dmaster}\n${copies[key]?.flags}\n`);
  return hashOf(lines.join(""));
}

/** Questions of a recovery's transaction. */
export const transactionGuards = {
  notFrozen: { sentence: "the database is not frozen", test: (c, e) => databaseOf(c, e)?.mode !== "frozen" },
  otherTransaction: {
    sentence: "no transaction of that recovery is open",
    test: (c, e) => {
      const tid = databaseOf(c, e)?.tid ?? null;
      return tid === null || tid !== (generationOf(c, e) ?? tid);
    },
  },
  otherRecovery: {
    sentence: "another recovery has brought its map since: as shipped nobody looks, whoever asks is served",
    test: () => false,
  },
  isInvalid: {
    sentence: "its node was inactive: what a volatile file holds does not count",
    test: (c, e) => databaseOf(c, e)?.isInvalid === true,
  },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes of a recovery's transaction. */
export const transactionChanges = {
  openTransaction: {
    sentence: "the transaction of this recovery is open, whatever was open before",
    change: (c, e) => {
      const database = databaseOf(c, e);
      if (database !== undefined) database.tid = generationOf(c, e) ?? null;
    },
  },
  clearQueues: {
    sentence: "the vacuum forgets what it was to look at",
    change: (c, e) => {
      const database = databaseOf(c, e);
      if (database === undefined) return;
      database.deletions = {};
      database.fetches = [];
    },
  },
  forgetDelegates: {
    sentence: "nobody has copies to read any more, and nobody calls them back",
    change: (c, e) => {
      const database = databaseOf(c, e);
      if (database === undefined) return;
      for (const key of Object.keys(database.revokes)) database.revoked[key] = { atUs: c.d.monotonicUs, isDone: true };
      database.revokes = {};
      database.delegates = {};
    },
  },
  takeGeneration: {
    sentence: "the database has the generation of the recovery now",
    change: (c, e) => {
      const database = databaseOf(c, e);
      if (database === undefined) return;
      if (recoveryDesigns[c.d.recovery].ownGenerations) database.generation = database.tid ?? database.generation;
      database.tid = null;
      // Another recovery may have begun here meanwhile, and not be the one that commits.
      const { mapEpoch, attended } = c.d;
      database.committedEpoch = Math.max(database.committedEpoch, ...(mapEpoch > 0 ? [mapEpoch] : attended));
    },
  },
} as const satisfies Record<string, CtdbdChange>;

function replyOk(e: CtdbdEvent, more: object = {}): ReturnType<CtdbdEffect["effect"]> {
  return "request" in e ? { kind: "reply", request: e.request, reply: { status: 0, ...more } } : undefined;
}

/** What a recovery's transaction asks for. */
export const transactionEffects = {
  beginInFile: {
    sentence: "begin a transaction over the file: one that was open is undone",
    effect: (c, e) => ({ kind: "file", call: { op: "begin", db: databaseOf(c, e)?.name ?? "" } }),
  },
  wipeFile: {
    sentence: "empty the file",
    effect: (c, e) => ({ kind: "file", call: { op: "wipe", db: databaseOf(c, e)?.name ?? "" } }),
  },
  readFile: {
    sentence: "read the whole file",
    effect: (c, e) => ({ kind: "file", call: { op: "read", db: databaseOf(c, e)?.name ?? "" } }),
  },
  putRecords: {
    sentence: "store what the recovery brings",
    effect: (c, e) => {
      const database = databaseOf(c, e);
      if (database === undefined || !("request" in e)) return undefined;
      const copies = stored(c, database, e.request.body.copies ?? {});
      return { kind: "file", call: { op: "put", db: database.name, copies } };
    },
  },
  commitFile: {
    sentence: "write the transaction to the file, and to the disk if it is persistent",
    effect: (c) => ({ kind: "file", call: { op: "commit", db: databaseOf(c)?.name ?? "" } }),
  },
  replyCopies: {
    sentence: "answer with all records",
    effect: (c, e) => replyOk(e, { copies: c.f.file?.copies ?? {} }),
  },
  replyNoCopies: { sentence: "answer with no record", effect: (_c, e) => replyOk(e, { copies: {} }) },
  replySequence: {
    sentence: "answer with the sequence number; a volatile database has none",
    effect: (c, e) => {
      const kind = databaseOf(c, e)?.kind ?? "volatile";
      const { value = "0", epoch = 0 } = c.f.file?.copies?.[SEQUENCE_KEY] ?? {};
      return replyOk(e, isReplicated(kind) ? { sequence: Number(value), committedIn: epoch } : { sequence: 0 });
    },
  },
  reportCommitted: {
    sentence: "log that the database has a generation, and what is in it",
    effect: (c) => {
      const { name = "", tid, generation = 0 } = databaseOf(c) ?? {};
      const copies = c.f.file?.copies ?? {};
      const records = Object.keys(copies).length;
      return {
        kind: "observe",
        event: {
          type: "database-committed",
          db: name,
          generation: tid ?? generation,
          digest: digestOf(copies),
          records,
        },
      };
    },
  },
  answerCommitted: {
    sentence: "answer: committed",
    effect: (c) => (c.f.request === null ? undefined : { kind: "reply", request: c.f.request, reply: { status: 0 } }),
  },
  answerNotCommitted: {
    sentence: "answer: it was thawed, or taken over, meanwhile",
    effect: (c) => (c.f.request === null ? undefined : { kind: "reply", request: c.f.request, reply: { status: -1 } }),
  },
} as const satisfies Record<string, CtdbdEffect>;
