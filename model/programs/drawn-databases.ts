import type { Draw } from "../chart/index.ts";
import {
  type ClientCall,
  type DatabaseSpec,
  type DatabaseState,
  newDatabase,
  type PendingCall,
  RECORD_FLAG,
  type RecordCopy,
  type RecordOp,
  type RecordPacket,
} from "../database/index.ts";
import type { Copies, FileResult } from "../effect/index.ts";
import { SEQUENCE_KEY } from "../freezing/index.ts";
import type { CtdbdData } from "../node/index.ts";
import type { DatabaseRecovery, RecoveryHelperData } from "../recovery/index.ts";
import type { Work } from "../scenario/index.ts";
import { each, fixed, generation, handle, often, one, pnn, S, someNodes, timeUs } from "./drawn.ts";

const KEYS = ["k1", "k2", SEQUENCE_KEY] as const;

const specs: readonly DatabaseSpec[] = [
  { name: "v1", kind: "volatile", readOnly: true, sticky: true },
  { name: "p1", kind: "persistent", priority: 2 },
  { name: "r1", kind: "replicated", priority: 3 },
];

/** Name of a database, mostly of one that is there. */
export const dbName = (draw: Draw): string => one(draw, ["v1", "v1", "v1", "p1", "r1", "unknown"]);
/** A database, as it is attached. */
export const dbSpec = (draw: Draw): DatabaseSpec => one(draw, specs);
/** What some node says it has: now and then of another kind than elsewhere. */
export const dbSpecs = (draw: Draw): DatabaseSpec[] =>
  specs.flatMap((spec) => (often(draw, 3) ? [] : [often(draw, 9) ? { ...spec, kind: "replicated" } : spec]));
const key = (draw: Draw): string => one(draw, ["k1", "k1", "k1", "k2", SEQUENCE_KEY]);

/** One copy of a record, at its dmaster or elsewhere, deleted or not. */
export function recordCopy(draw: Draw): RecordCopy {
  const flags = Object.values(RECORD_FLAG).reduce((sum, bit) => (often(draw, 5) ? sum | bit : sum), 0);
  return fixed({ rsn: draw(3), dmaster: pnn(draw), flags, value: one(draw, ["", "1", "7"]) });
}

/** Some records. */
export const copies = (draw: Draw): Copies =>
  fixed(Object.fromEntries(KEYS.flatMap((name) => (often(draw) ? [[name, recordCopy(draw)] as const] : []))));

/** What came of an operation on a file. */
export function fileResult(draw: Draw): FileResult | null {
  if (often(draw, 4)) return null;
  return often(draw, 3) ? { ok: false } : { ok: true, ...(often(draw) ? { copies: copies(draw) } : {}) };
}

const pendingCall = (draw: Draw): PendingCall =>
  fixed({
    key: key(draw),
    pid: 100 + draw(3),
    clientCall: draw(3),
    askedAtUs: timeUs(draw),
    ...(often(draw, 4) ? { isForVacuum: true } : {}),
    ...(often(draw, 4) ? { wantsRead: true } : {}),
  });

function numbered<T>(draw: Draw, make: (draw: Draw) => T): Record<number, T> {
  return Object.fromEntries([0, 1, 2].flatMap((id) => (often(draw) ? [[id, make(draw)] as const] : [])));
}

function moments(draw: Draw, oneIn: number): Record<string, number> {
  return Object.fromEntries(KEYS.flatMap((name) => (often(draw, oneIn) ? [[name, timeUs(draw)] as const] : [])));
}

function database(draw: Draw, spec: DatabaseSpec, isFrozen: boolean): DatabaseState {
  return {
    ...newDatabase(spec, generation(draw)),
    mode: isFrozen ? "frozen" : one(draw, ["none", "pending", "frozen"]),
    freezer: handle(draw),
    tid: one(draw, [null, 2, 3]),
    isInvalid: often(draw, 3),
    calls: numbered(draw, pendingCall),
    delegates: Object.fromEntries(KEYS.map((name) => [name, someNodes(draw)] as const)),
    revokes: Object.fromEntries(KEYS.flatMap((name) => (often(draw) ? [[name, 1 + draw(3)] as const] : []))),
    revoked: Object.fromEntries(
      KEYS.flatMap((name) => (often(draw) ? [[name, { atUs: timeUs(draw), isDone: often(draw) }] as const] : [])),
    ),
    hot: moments(draw, 2),
    pinned: moments(draw, 6),
    moving: Object.fromEntries(KEYS.flatMap((name) => (often(draw, 3) ? [[name, 1 + draw(2)] as const] : []))),
  };
}

/** What a main daemon knows of its databases: often all are frozen, in one transaction, or of one generation. */
export function databases(draw: Draw): Pick<CtdbdData, "databases" | "freezers"> {
  const isFrozen = often(draw);
  const same = { ...(often(draw) ? { generation: 2 } : {}), ...one(draw, [{}, { tid: null }, { tid: 2 }]) };
  const there = specs.filter(() => !often(draw, 4));
  const all = there.map((spec) => ({ ...database(draw, spec, isFrozen), ...same }));
  const freezers: Record<number, string[]> = {};
  for (const { name, freezer } of all) freezers[freezer] = [...(freezers[freezer] ?? []), name];
  return { databases: Object.fromEntries(all.map((one) => [one.name, one])), freezers };
}

/** First bytes of the lock helpers for records. */
export const recordLocks = (draw: Draw): Record<number, string | null> =>
  numbered(draw, () => one(draw, [null, "0", "3"]));

/** A packet about a record; the database is one that is there, most of the time. */
export function recordPacket(draw: Draw): RecordPacket {
  const op: RecordOp = one(draw, ["REQ_CALL", "REQ_DMASTER", "REPLY_DMASTER", "REPLY_CALL"]);
  const head = { db: dbName(draw), key: key(draw), generation: generation(draw), id: draw(3) };
  const ways = { from: pnn(draw), asker: pnn(draw) };
  return fixed({
    op,
    ...head,
    ...ways,
    ...(op === "REQ_CALL"
      ? { hops: one(draw, [0, 1, 60]), ...(often(draw, 3) ? { wantsRead: true } : {}) }
      : { copy: recordCopy(draw) }),
  } as RecordPacket);
}

/** A client asks its daemon for a record. */
export const clientCall = (draw: Draw): ClientCall =>
  fixed({
    pid: 100 + draw(3),
    id: draw(3),
    db: dbName(draw),
    key: key(draw),
    ...(often(draw, 3) ? { wantsRead: true } : {}),
  });

/** One thing that a client is to do. */
export function work(draw: Draw): Work {
  if (draw(7) === 0) return fixed(often(draw) ? { do: "send", to: "all" } : { do: "send", to: pnn(draw), client: 0 });
  const about = { db: dbName(draw), key: key(draw) };
  const kind = one(draw, [
    "lock",
    "write",
    "delete",
    "unlock",
    "transact",
    "read",
    "work",
    "attach",
    "attach",
  ] as const);
  if (kind === "attach") return fixed({ do: kind, db: about.db });
  return fixed(kind === "work" ? { do: kind, forUs: draw(3) * S } : { do: kind, ...about });
}

/** What a client has locked. */
export const heldRecords = (draw: Draw) =>
  specs.flatMap(({ name: db }) => KEYS.flatMap((name) => (often(draw) ? [{ db, key: name }] : [])));

/** What a recovery helper keeps of its databases. */
export function recoveries(draw: Draw): Pick<RecoveryHelperData, "databases" | "openDatabases"> {
  const isOver = often(draw);
  const all = specs.map((spec): DatabaseRecovery => {
    const having = someNodes(draw);
    const lacking = often(draw) ? [] : each((node) => node).filter((node) => !having.includes(node));
    const outcome = isOver && !often(draw, 9) ? "recovered" : one(draw, ["open", "failed"] as const);
    return { spec, having, lacking, outcome, attempt: draw(4), pulled: draw(3), copies: copies(draw) };
  });
  const there = all.filter(() => !often(draw, 5));
  const openDatabases = there.filter(({ outcome }) => outcome === "open").length;
  return { databases: Object.fromEntries(there.map((one) => [one.spec.name, one])), openDatabases };
}
