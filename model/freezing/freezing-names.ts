import type { DatabaseState } from "../database/index.ts";
import type { Effect } from "../effect/index.ts";
import type { CtdbdChange, CtdbdContext, CtdbdEffect, CtdbdEvent, CtdbdGuard } from "../node/index.ts";
import { newHandle } from "../process/index.ts";
import { recoveryDesigns } from "../words/index.ts";

/** The database that a procedure, or the control at hand, is about; undefined: it is not attached here. */
export function databaseOf(c: CtdbdContext, e?: CtdbdEvent): DatabaseState | undefined {
  return c.d.databases[nameOf(c, e)];
}

/** Its name; "": it is about none, or about several. */
function nameOf(c: CtdbdContext, e?: CtdbdEvent): string {
  const asked = e !== undefined && "request" in e ? e.request.body.db : undefined;
  return asked ?? c.f.request?.body.db ?? c.f.db;
}

/** Databases that a freeze is about: one, all of a priority, or all. */
function asked(c: CtdbdContext): readonly DatabaseState[] {
  const { db, priority } = c.f.request?.body ?? { db: c.f.db };
  if (db !== undefined && db !== "") {
    const one = c.d.databases[db];
    return one === undefined ? [] : [one];
  }
  const all = Object.values(c.d.databases);
  return priority === undefined ? all : all.filter((database) => database.priority === priority);
}

/** The databases whose lock helper the event is about. */
function frozenBy(c: CtdbdContext, e: CtdbdEvent): readonly DatabaseState[] {
  if (!("handle" in e)) return [];
  const frozen: DatabaseState[] = [];
  for (const name of c.d.freezers[e.handle] ?? []) {
    const database = c.d.databases[name];
    if (database?.freezer === e.handle) frozen.push(database);
  }
  return frozen;
}

function answer(c: CtdbdContext, status: number, why: string): Effect | undefined {
  return c.f.request === null ? undefined : { kind: "reply", request: c.f.request, reply: { status }, why };
}

/** Questions about a database's freeze. */
export const freezingGuards = {
  isFrozen: { sentence: "it is frozen already", test: (c) => asked(c).every(({ mode }) => mode === "frozen") },
  isFreezing: {
    sentence: "its lock helper stands in line",
    test: (c) => asked(c).some(({ mode }) => mode === "pending"),
  },
  freezeSettled: {
    sentence: "its lock helper has the lock, or is gone",
    test: (c) => asked(c).every(({ mode }) => mode !== "pending"),
    looksAt: (c) => {
      const of = c.d.databases[nameOf(c)];
      return of === undefined ? undefined : { of, name: "mode" };
    },
  },
  ofPriority: {
    sentence: "the control is about the databases of one priority (up to 4.3)",
    test: (_c, e) => "request" in e && e.request.body.priority !== undefined,
  },
  withOwnFreezers: {
    sentence: "the control is about those of one priority, and each has a lock helper of its own",
    test: (c, e) =>
      recoveryDesigns[c.d.recovery].ownFreezers && "request" in e && e.request.body.priority !== undefined,
  },
  isUnknown: {
    sentence: "no such database is attached",
    test: (c, e) => nameOf(c, e) !== "" && databaseOf(c, e) === undefined,
  },
  helperLocked: {
    sentence: "it is the lock helper of a freeze that has the lock",
    test: (c, e) => frozenBy(c, e).some(({ mode }) => mode === "pending"),
  },
  helperOfFrozen: {
    sentence: "it was the lock helper of a frozen database",
    test: (c, e) => frozenBy(c, e).some(({ mode }) => mode === "frozen"),
  },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes of a freeze. */
export const freezingChanges = {
  newFreezer: {
    sentence: "the next child is the lock helper of this freeze",
    change: (c) => {
      c.f.handle = newHandle(c.d);
      const free = asked(c).filter(({ mode }) => mode === "none");
      for (const database of free) {
        database.freezer = c.f.handle;
        database.mode = "pending";
      }
      c.d.freezers[c.f.handle] = free.map(({ name }) => name);
    },
  },
  forgetVacuum: {
    sentence: "there is no vacuum child",
    change: (c) => {
      c.d.vacuum.handle = 0;
    },
  },
  noteFrozen: {
    sentence: "the database is frozen",
    change: (c, e) => {
      for (const database of frozenBy(c, e)) database.mode = "frozen";
    },
  },
  noteNotFrozen: {
    sentence: "the freeze has failed: the database is not frozen, and what is in it counts",
    change: (c, e) => {
      for (const database of frozenBy(c, e)) {
        database.mode = "none";
        database.freezer = 0;
        database.isInvalid = false;
      }
    },
  },
  nodeIsFrozen: {
    sentence: "the node as a whole is frozen",
    change: (c) => {
      c.d.frozen = true;
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What a freeze asks for. */
export const freezingEffects = {
  spawnFreezer: {
    sentence: "start a lock helper for the whole file, or one for all of a priority",
    effect: (c) => {
      const dbs = asked(c).flatMap(({ name, freezer }) => (freezer === c.f.handle ? [name] : []));
      return { kind: "spawn", program: "db-lock-helper", handle: c.f.handle, locks: { dbs } };
    },
  },
  stopVacuum: {
    sentence: "SIGKILL to the vacuum child, whichever database it is at",
    effect: (c) => {
      const { handle } = c.d.vacuum;
      if (handle === 0) return undefined;
      return [
        { kind: "signal", handle, signal: "KILL" },
        { kind: "closePipe", handle },
        { kind: "cancelTimer", timer: "VACUUM_TIMEOUT", peer: handle },
      ];
    },
  },
  reportFreezing: {
    sentence: "log that the freeze begins",
    effect: (c) =>
      asked(c).flatMap(({ name, freezer }) =>
        freezer === c.f.handle ? [{ kind: "observe", event: { type: "database-freezing", db: name } } as const] : [],
      ),
  },
  reportFrozen: {
    sentence: "log that the database is frozen",
    effect: (c, e) =>
      frozenBy(c, e).map(({ name }) => ({ kind: "observe", event: { type: "database-frozen", db: name } })),
  },
  freezeEachOfPriority: {
    sentence: "freeze each database of this priority that is not frozen yet, for itself",
    effect: (c, e) => {
      const priority = "request" in e ? e.request.body.priority : undefined;
      return Object.values(c.d.databases).flatMap((database) =>
        database.mode === "none" && database.priority === priority
          ? [{ kind: "begin", chart: "freeze-database", db: database.name } as const]
          : [],
      );
    },
  },
  beginFreeze: {
    sentence: "begin to freeze",
    effect: (_c, e) => ("request" in e ? { kind: "begin", chart: "freeze-database", request: e.request } : undefined),
  },
  answerFrozen: { sentence: "answer: frozen", effect: (c) => answer(c, 0, "done") },
  answerNotFrozen: {
    sentence: "answer: not frozen",
    effect: (c) => answer(c, -1, "the database could not be locked"),
  },
  crash: {
    sentence: "crash: its answer is handled a second time, without a request",
    effect: () => ({ kind: "exit", code: 139 }),
  },
} as const satisfies Record<string, CtdbdEffect>;
