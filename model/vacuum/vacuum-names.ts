import type { DatabaseState } from "../database/index.ts";
import type { CtdbdChange, CtdbdContext, CtdbdEffect, CtdbdEvent, CtdbdGuard } from "../node/index.ts";
import { newHandle } from "../process/index.ts";

function isDue({ d }: CtdbdContext, { name, kind, mode, deletions, fetches }: DatabaseState): boolean {
  if (kind !== "volatile" || mode !== "none") return false;
  return d.vacuum.full.includes(name) || fetches.length > 0 || Object.keys(deletions).length > 0;
}

/** Databases that have something for the vacuum, from the one after the last one on. */
function due(c: CtdbdContext): readonly DatabaseState[] {
  const all = Object.values(c.d.databases);
  const next = all.findIndex(({ name }) => name === c.d.vacuum.db) + 1;
  return [...all.slice(next), ...all.slice(0, next)].filter((database) => isDue(c, database));
}

function databaseOf(c: CtdbdContext, e: CtdbdEvent): DatabaseState | undefined {
  return "request" in e ? c.d.databases[e.request.body.db ?? ""] : undefined;
}

/** Questions about a node's vacuum. */
export const vacuumGuards = {
  isVacuuming: { sentence: "a vacuum child is at work", test: (c) => c.d.vacuum.handle !== 0 },
  notNormal: { sentence: "recovery mode is not normal", test: (c) => c.d.recoveryMode !== "normal" },
  nothingDue: { sentence: "there is nothing for it to do", test: (c) => due(c).length === 0 },
  isUnknown: { sentence: "no such database is attached", test: (c, e) => databaseOf(c, e) === undefined },
  ofVacuum: {
    sentence: "it is about the vacuum child",
    test: (c, e) =>
      c.d.vacuum.handle !== 0 &&
      (("handle" in e && e.handle === c.d.vacuum.handle) ||
        (e.type === "VACUUM_TIMEOUT" && e.peer === c.d.vacuum.handle)),
  },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes of a node's vacuum. */
export const vacuumChanges = {
  countRun: {
    sentence: "after so many vacuums whole files are looked through; 0: never",
    change: (c) => {
      const { vacuum, databases } = c.d;
      vacuum.runs += 1;
      if (c.k.vacuumFastPathCount === 0 || vacuum.runs < c.k.vacuumFastPathCount) return;
      vacuum.runs = 0;
      vacuum.full = Object.values(databases).flatMap(({ name, kind }) => (kind === "volatile" ? [name] : []));
    },
  },
  loseFull: {
    sentence: "if the file of the next database was to be looked through, that is lost until as many vacuums later",
    change: (c) => {
      const { vacuum } = c.d;
      const next = due(c)[0]?.name;
      vacuum.full = vacuum.full.filter((name) => name !== next);
    },
  },
  beginVacuum: {
    sentence: "the next child vacuums the next database that has something for it",
    change: (c) => {
      c.d.vacuum.db = due(c)[0]?.name ?? "";
      c.d.vacuum.handle = newHandle(c.d);
    },
  },
  clearLines: {
    sentence: "what it takes along is in line no more, whatever becomes of it",
    change: (c) => {
      const { vacuum, databases } = c.d;
      vacuum.full = vacuum.full.filter((name) => name !== vacuum.db);
      const database = databases[vacuum.db];
      if (database === undefined) return;
      database.deletions = {};
      database.fetches = [];
    },
  },
  endVacuum: {
    sentence: "there is no vacuum child",
    change: (c) => {
      c.d.vacuum.handle = 0;
    },
  },
  noteDeleted: {
    sentence: "a deleted record is in line for the vacuum",
    change: (c, e) => {
      const database = databaseOf(c, e);
      if (database === undefined || !("request" in e)) return;
      const { key = "", header } = e.request.body;
      if (header !== undefined) database.deletions[key] = { rsn: header.rsn, flags: header.flags };
    },
  },
  noteWanted: {
    sentence: "the next vacuum brings that record here",
    change: (c, e) => {
      const key = "request" in e ? (e.request.body.key ?? "") : "";
      const database = databaseOf(c, e);
      if (database?.fetches.includes(key) === false) database.fetches.push(key);
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What a node's vacuum asks for. */
export const vacuumEffects = {
  armVacuum: {
    sentence: "look again after the interval",
    effect: (c) => ({ kind: "setTimer", timer: "VACUUM_DUE", delayUs: c.k.vacuumIntervalUs }),
  },
  armNext: {
    sentence: "look again after the interval; soon, if another database waits",
    effect: (c) => ({
      kind: "setTimer",
      timer: "VACUUM_DUE",
      delayUs: due(c).length > 0 ? c.k.vacuumStaggerUs : c.k.vacuumIntervalUs,
    }),
  },
  armStagger: {
    sentence: "one at a time: look again soon",
    effect: (c) => ({ kind: "setTimer", timer: "VACUUM_DUE", delayUs: c.k.vacuumStaggerUs }),
  },
  spawnVacuum: {
    sentence: "fork a child that does it",
    effect: (c) => {
      const { vacuum, databases, map, members } = c.d;
      const { deletions = {}, fetches = [] } = databases[vacuum.db] ?? {};
      const isFull = vacuum.full.includes(vacuum.db);
      const vacuums = { db: vacuum.db, isFull, map, members, deletions, fetches };
      return { kind: "spawn", program: "vacuum-child", handle: vacuum.handle, vacuums };
    },
  },
  armTimeout: {
    sentence: "give it its time",
    effect: (c) => ({
      kind: "setTimer",
      timer: "VACUUM_TIMEOUT",
      peer: c.d.vacuum.handle,
      delayUs: c.k.vacuumMaxRunTimeUs,
    }),
  },
  closeVacuum: {
    sentence: "it is done with",
    effect: (c) => [
      { kind: "cancelTimer", timer: "VACUUM_TIMEOUT", peer: c.d.vacuum.handle },
      { kind: "closePipe", handle: c.d.vacuum.handle },
    ],
  },
  killVacuum: {
    sentence: "SIGKILL to the child",
    effect: (c) => ({ kind: "signal", handle: c.d.vacuum.handle, signal: "KILL" }),
  },
  beginTryDelete: {
    sentence: "delete it, unless this node knows better",
    effect: (_c, e) => ("request" in e ? { kind: "begin", chart: "try-delete", request: e.request } : undefined),
  },
  replyOk: {
    sentence: "answer: noted",
    effect: (_c, e) => ("request" in e ? { kind: "reply", request: e.request, reply: { status: 0 } } : undefined),
  },
  refuse: {
    sentence: "refuse: no such database is attached",
    effect: (_c, e) => ("request" in e ? { kind: "reply", request: e.request, reply: { status: -1 } } : undefined),
  },
} as const satisfies Record<string, CtdbdEffect>;
