import type { CallRequest, DatabaseState } from "../database/index.ts";
import type { Effect } from "../effect/index.ts";
import type { CtdbdChange, CtdbdContext, CtdbdData, CtdbdEffect, CtdbdGuard } from "../node/index.ts";
import { databaseOf } from "./freezing-names.ts";

/** Ends the freeze of a database: whatever was open in it is over, and its calls get new numbers. */
function thaw(d: CtdbdData, database: DatabaseState): void {
  database.mode = "none";
  database.freezer = 0;
  database.tid = null;
  database.isInvalid = false;
  // From now on clients may write what those do not have who were not there: a commit alone shuts nobody out.
  database.epoch = database.committedEpoch;
  const calls = Object.values(database.calls);
  database.calls = {};
  for (const call of calls) {
    database.calls[d.nextCall] = call;
    d.nextCall += 1;
  }
}

/** Lets go of the file: the lock helper goes, and what its recovery had not committed is undone. */
function letGo({ name, freezer, tid }: DatabaseState): readonly Effect[] {
  const undo: readonly Effect[] = tid === null ? [] : [{ kind: "file", call: { op: "cancel", db: name } }];
  if (freezer === 0) return undo;
  return [...undo, { kind: "signal", handle: freezer, signal: "TERM" }, { kind: "closePipe", handle: freezer }];
}

/** Every call that waits is asked anew, of this node itself, under the generation that the database has now. */
function resent(c: CtdbdContext, { name, calls, generation }: DatabaseState): readonly Effect[] {
  const { pnn } = c.d;
  return Object.entries(calls).map(([id, { key, wantsRead }]): Effect => {
    const packet: CallRequest = {
      op: "REQ_CALL",
      db: name,
      key,
      generation,
      id: Number(id),
      from: pnn,
      asker: pnn,
      hops: 0,
      ...(wantsRead ? { wantsRead } : {}),
    };
    return { kind: "sendRecord", to: pnn, packet };
  });
}

function reported({ name, generation, calls }: DatabaseState): Effect {
  const count = Object.keys(calls).length;
  return { kind: "observe", event: { type: "database-thawed", db: name, generation, resent: count } };
}

/** Questions of a thaw. */
export const thawGuards = {
  notFrozenAtAll: { sentence: "it is not frozen", test: (c, e) => (databaseOf(c, e)?.mode ?? "none") === "none" },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes of a thaw (facts/recovery.md §3.1). */
export const thawChanges = {
  thawDatabase: {
    sentence: "the database is thawed, its calls get new numbers; nobody asks whether it was frozen, or by whom",
    change: (c, e) => {
      const database = databaseOf(c, e);
      if (database !== undefined) thaw(c.d, database);
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What a thaw asks for. */
export const thawEffects = {
  letGo: {
    sentence: "SIGTERM to the lock helper; an open transaction is undone",
    effect: (c, e) => {
      const database = databaseOf(c, e);
      return database === undefined ? undefined : letGo(database);
    },
  },
  resendCalls: {
    sentence: "send the calls that wait anew",
    effect: (c, e) => {
      const database = databaseOf(c, e);
      return database === undefined ? undefined : resent(c, database);
    },
  },
  reportThawed: {
    sentence: "log the thaw",
    effect: (c, e) => {
      const database = databaseOf(c, e);
      return database === undefined ? undefined : reported(database);
    },
  },
} as const satisfies Record<string, CtdbdEffect>;
