import {
  type DatabaseState,
  fetchRecord,
  lmasterOf,
  queueDeletion,
  type RecordCopy,
  type RecordPacket,
  type StorePlace,
  storeRecord,
} from "../database/index.ts";
import type { Effect } from "../effect/index.ts";
import { type CtdbdChange, type CtdbdContext, type CtdbdEffect, type CtdbdGuard, hasOwnFlag } from "../node/index.ts";
import { newHandle } from "../process/index.ts";
import { FLAG, type Pnn, UNKNOWN } from "../words/index.ts";
import { filterGeneration } from "./packet-filter.ts";

/** The database that a procedure is about; undefined: it is not attached here. */
export function databaseOf({ d, f }: CtdbdContext): DatabaseState | undefined {
  return d.databases[f.packet?.db ?? f.call?.db ?? f.request?.body.db ?? f.db];
}

/** The key that a procedure is about. */
export function keyOf({ f }: CtdbdContext): string {
  return f.packet?.key ?? f.call?.key ?? f.request?.body.key ?? f.key;
}

/** How many packets that move the record at hand are at work; its key may be the name of something every object has. */
export function movesOf(c: CtdbdContext): number {
  const { moving = {} } = databaseOf(c) ?? {};
  const key = keyOf(c);
  return Object.hasOwn(moving, key) ? (moving[key] ?? 0) : 0;
}

/** Who knows where the record is, as this node's map has it. */
export function lmasterHere(c: CtdbdContext): Pnn {
  return lmasterOf(c.d.map, keyOf(c));
}

/** The copy that is here; where none is, one that points to the lmaster. */
export function recordHere(c: CtdbdContext): RecordCopy {
  return fetchRecord(c.f.record ?? undefined, lmasterHere(c));
}

/** Does a record begin here with this look at it? It does where nobody has one and this node is its lmaster. */
function isBorn(c: CtdbdContext): boolean {
  return c.f.record === null && lmasterHere(c) === c.d.pnn;
}

/** A store by this daemon. */
function placeHere(c: CtdbdContext): StorePlace {
  return { kind: databaseOf(c)?.kind ?? "volatile", self: c.d.pnn, lmaster: lmasterHere(c) };
}

/** What a store by this daemon makes of the record at hand; a deleted one is in line for the vacuum from then on. */
export function storeHere(c: CtdbdContext, record: RecordCopy): RecordCopy | null {
  const stored = storeRecord(record, placeHere(c));
  const database = databaseOf(c);
  if (database !== undefined) queueDeletion(database, keyOf(c), stored);
  return stored.copy;
}

/** Puts a copy into the file, as this daemon stores it; null removes what is there. */
export function storing(c: CtdbdContext, record: RecordCopy): Effect {
  const { copy } = storeRecord(record, placeHere(c));
  return { kind: "file", call: { op: "store", db: databaseOf(c)?.name ?? "", key: keyOf(c), copy } };
}

/** Who asks, by the packet at hand. */
export function asker(c: CtdbdContext): number {
  return c.f.packet?.asker ?? UNKNOWN;
}

/** Which call is served, for the trace. */
export function callServed(c: CtdbdContext): {
  readonly db: string;
  readonly key: string;
  readonly to: Pnn;
  readonly generation: number;
} {
  return {
    db: databaseOf(c)?.name ?? "",
    key: keyOf(c),
    to: asker(c),
    generation: c.f.packet?.generation ?? 0,
  };
}

/** A packet about the record at hand from this node, under the generation that its database has now. */
export function packetOf(
  c: CtdbdContext,
  id: number,
  asker: Pnn,
): Pick<RecordPacket, "db" | "key" | "generation" | "id" | "from" | "asker"> {
  const { name = "", generation = 0 } = databaseOf(c) ?? {};
  return { db: name, key: keyOf(c), generation, id, from: c.d.pnn, asker };
}

/** Questions about the record at hand. */
export const recordGuards = {
  chainTaken: { sentence: "somebody has the record's chain locked", test: (c) => c.f.file?.ok === false },
  lockerAnswered: {
    sentence: "its lock helper has the chain, or is gone",
    test: (c) => c.d.recordLocks[c.f.handle] !== null,
  },
  lockerFailed: { sentence: "its lock helper is gone", test: (c) => c.d.recordLocks[c.f.handle] !== "0" },
  isBanned: { sentence: "this node was banned while the packet waited", test: (c) => hasOwnFlag(c.d, FLAG.banned) },
  otherMap: {
    sentence: "the map is of another generation by now: what has waited passes the packet filter once more",
    test: (c) => c.f.packet?.generation !== filterGeneration(c.d, c.f.packet?.db ?? ""),
  },
  isOutdated: {
    sentence: "the database was recovered while it waited: the packet is of another generation",
    test: (c) => c.f.packet?.generation !== databaseOf(c)?.generation,
  },
  isDmaster: { sentence: "this node is the record's dmaster", test: (c) => recordHere(c).dmaster === c.d.pnn },
  notDmaster: { sentence: "this node is not the record's dmaster", test: (c) => recordHere(c).dmaster !== c.d.pnn },
  isLmaster: { sentence: "this node is the record's lmaster", test: (c) => lmasterHere(c) === c.d.pnn },
  notLmaster: { sentence: "this node is not the record's lmaster", test: (c) => lmasterHere(c) !== c.d.pnn },
  ownCall: { sentence: "it is this node's own call that has come back", test: (c) => c.f.packet?.asker === c.d.pnn },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes of how the record at hand is locked. */
export const recordChanges = {
  newLocker: {
    sentence: "the next child is a lock helper for this record",
    change: (c) => {
      c.f.handle = newHandle(c.d);
      c.d.recordLocks[c.f.handle] = null;
    },
  },
  forgetLocker: {
    sentence: "its lock helper is done with",
    change: (c) => {
      delete c.d.recordLocks[c.f.handle];
      c.f.handle = 0;
    },
  },
  noteInitial: {
    sentence: "that record is at hand: its rsn is 1",
    change: (c) => {
      if (isBorn(c)) c.f.record = storeHere(c, recordHere(c));
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** How the record at hand is locked and read. */
export const recordEffects = {
  tryLock: {
    sentence: "lock the record's chain, if it is free: a daemon does not wait",
    effect: (c) => ({ kind: "file", call: { op: "try-lock", db: databaseOf(c)?.name ?? "", key: keyOf(c) } }),
  },
  spawnLocker: {
    sentence: "start a lock helper that stands in line for the chain",
    effect: (c) => ({
      kind: "spawn",
      program: "db-lock-helper",
      handle: c.f.handle,
      locks: { db: databaseOf(c)?.name ?? "", key: keyOf(c) },
    }),
  },
  fetch: {
    sentence: "read the copy that is here",
    effect: (c) => ({ kind: "file", call: { op: "fetch", db: databaseOf(c)?.name ?? "", key: keyOf(c) } }),
  },
  storeInitial: {
    sentence: "a record that is not there begins here, where this node is its lmaster",
    effect: (c) => (isBorn(c) ? storing(c, recordHere(c)) : undefined),
  },
  unlock: {
    sentence: "let go of the chain: SIGTERM to the lock helper, if it has it",
    effect: (c) => {
      const { handle } = c.f;
      if (handle === 0) return { kind: "file", call: { op: "unlock", db: databaseOf(c)?.name ?? "", key: keyOf(c) } };
      return [
        { kind: "signal", handle, signal: "TERM" },
        { kind: "closePipe", handle },
      ];
    },
  },
  reportOutdated: {
    sentence: "log that the packet is dropped",
    effect: (c) => {
      const { packet } = c.f;
      if (packet === null) return undefined;
      const { op, db, key, from } = packet;
      const whyNot = hasOwnFlag(c.d, FLAG.banned)
        ? "this node was banned"
        : "its cluster or its database was recovered";
      const why = `${whyNot} while it waited`;
      return { kind: "observe", event: { type: "packet-dropped", op, db, key, from, why } };
    },
  },
} as const satisfies Record<string, CtdbdEffect>;
