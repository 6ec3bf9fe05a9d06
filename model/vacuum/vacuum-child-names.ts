import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import { lmasterOf, READONLY_FLAGS, RECORD_FLAG } from "../database/index.ts";
import type { ControlBody, Effect, FileCall } from "../effect/index.ts";
import { answers, type Context } from "../process/index.ts";
import { type ControlOp, INACTIVE, type Pnn } from "../words/index.ts";
import type { VacuumChildData, VacuumChildEvent } from "./vacuum-child-data.ts";

/** What the charts of a vacuum child see. */
export type VacuumContext = Context<VacuumChildData>;

const nothing = { rsn: 0, flags: 0 };

function lmasterHere({ d }: VacuumContext): Pnn {
  return lmasterOf(d.task.map, d.key);
}

function file(call: FileCall): Effect {
  return { kind: "file", call };
}

function record({ d }: VacuumContext): { readonly db: string; readonly key: string } {
  return { db: d.task.db, key: d.key };
}

/** By way of its own daemon, which answers for whoever has not answered in time. */
function ask(c: VacuumContext, op: ControlOp, to: readonly Pnn[], body: ControlBody = {}): Effect {
  return { kind: "ask", op, to, body, as: "self", timeoutUs: c.k.controlTimeoutUs };
}

/** Deleted, still here and as it was when it was put in line. */
function isAsItWas({ d, f }: VacuumContext): boolean {
  return f.record?.value === "" && f.record.dmaster === d.pnn && f.record.rsn === d.was.rsn;
}

/** Nodes that have none of these flags in the eyes of its daemon; itself is not among them. */
export function othersWithout(c: VacuumContext, mask: number): Pnn[] {
  const flags = answers(c)[0]?.[1].flags ?? [];
  return flags.flatMap((value, pnn) => (pnn === c.d.pnn || (value & mask) !== 0 ? [] : [pnn]));
}

/** Questions of a vacuum child. */
export const vacuumChildGuards = {
  isFull: { sentence: "it looks through the whole file", test: ({ d }) => d.task.isFull },
  noneLeft: { sentence: "there is none left", test: ({ d }) => d.key === "" },
  chainTaken: { sentence: "somebody has the record's chain locked", test: ({ f }) => f.file?.ok === false },
  needNotFetch: {
    sentence: "there is no copy here, or this node is its dmaster already",
    test: ({ d, f }) => f.record === null || f.record.dmaster === d.pnn,
  },
  isTold: { sentence: "its daemon has answered", test: ({ d }) => d.status !== null },
  callFailed: { sentence: "the record did not come", test: ({ d }) => d.status !== 0 },
  isDeleted: { sentence: "the record is deleted", test: ({ f }) => f.record?.value === "" },
  hasChanged: {
    sentence: "it is not what was put in line: written since, or elsewhere, or it was elsewhere meanwhile",
    test: (c) => !isAsItWas(c),
  },
  notLmaster: { sentence: "this node is not the record's lmaster", test: (c) => lmasterHere(c) !== c.d.pnn },
  wasElsewhere: {
    sentence: "it has been at other nodes with something in it: they may have copies",
    test: ({ d }) => (d.was.flags & RECORD_FLAG.migratedWithData) !== 0,
  },
  isRead: {
    sentence: "there are copies of it to read",
    test: ({ f }) => ((f.record?.flags ?? 0) & READONLY_FLAGS) !== 0,
  },
  nothingForAll: { sentence: "there is nothing that all nodes must delete", test: ({ d }) => d.forAll.length === 0 },
} as const satisfies Record<string, Guard<VacuumContext, VacuumChildEvent>>;

/** Changes of a vacuum child. */
export const vacuumChildChanges = {
  queueDeleted: {
    sentence: "every deleted record whose dmaster is this node is in line",
    change: ({ d, f }) => {
      const inLine = new Map(d.queued);
      for (const [key, { value, dmaster, rsn, flags }] of Object.entries(f.file?.copies ?? {}))
        if (value === "" && dmaster === d.pnn) inLine.set(key, { rsn, flags });
      d.queued = [...inLine];
    },
  },
  takeFetch: {
    sentence: "the next record to bring here",
    change: ({ d }) => {
      d.key = d.fetches.shift() ?? "";
    },
  },
  takeQueued: {
    sentence: "the next one in line",
    change: ({ d }) => {
      [d.key, d.was] = d.queued.shift() ?? ["", nothing];
    },
  },
  takeForLmaster: {
    sentence: "the next one that its lmaster must see to",
    change: ({ d }) => {
      d.key = d.forLmaster.shift() ?? "";
    },
  },
  takeForAll: {
    sentence: "the next one that all must delete",
    change: ({ d }) => {
      [d.key, d.was] = d.forAll.shift() ?? ["", nothing];
    },
  },
  noteForLmaster: {
    sentence: "its lmaster must see to it",
    change: ({ d }) => {
      d.forLmaster.push(d.key);
    },
  },
  noteForAll: {
    sentence: "all nodes must delete it",
    change: ({ d }) => {
      d.forAll.push([d.key, d.was]);
    },
  },
  newCall: {
    sentence: "the next call to its daemon",
    change: ({ d }) => {
      d.call += 1;
      d.status = null;
    },
  },
  noteAnswer: {
    sentence: "its daemon has answered",
    change: ({ d }, e) => {
      if (e.type === "CALL_ANSWERED" && e.id === d.call) d.status = e.status;
    },
  },
  storeOthers: {
    sentence: "the other active nodes, as its daemon sees them",
    change: (c) => {
      c.d.others = othersWithout(c, INACTIVE);
    },
  },
} as const satisfies Record<string, Change<VacuumContext, VacuumChildEvent>>;

/** What a vacuum child asks for. */
export const vacuumChildEffects = {
  readFile: { sentence: "read the whole file", effect: ({ d }) => file({ op: "read", db: d.task.db }) },
  tryLock: {
    sentence: "lock the record's chain, if it is free",
    effect: (c) => file({ op: "try-lock", ...record(c) }),
  },
  lock: { sentence: "lock the record's chain", effect: (c) => file({ op: "lock", ...record(c) }) },
  fetch: { sentence: "read the copy that is here", effect: (c) => file({ op: "fetch", ...record(c) }) },
  remove: { sentence: "remove it from the file", effect: (c) => file({ op: "store", ...record(c), copy: null }) },
  unlock: { sentence: "let go of the chain", effect: (c) => file({ op: "unlock", ...record(c) }) },
  callDaemon: {
    sentence: "have the record brought here, for good",
    effect: (c) => ({ kind: "callDaemon", call: { pid: c.d.pid, id: c.d.call, ...record(c), isForVacuum: true } }),
  },
  scheduleDeletion: {
    sentence: "tell its daemon: it is for the next vacuum",
    effect: (c) => {
      if (c.f.record === null) return undefined;
      const { rsn, dmaster, flags } = c.f.record;
      return { kind: "tell", op: "SCHEDULE_FOR_DELETION", body: { ...record(c), header: { rsn, dmaster, flags } } };
    },
  },
  askLmaster: {
    sentence: "ask its lmaster to bring it home",
    effect: (c) => ask(c, "VACUUM_FETCH", [lmasterHere(c)], record(c)),
  },
  askNodemap: { sentence: "ask its own daemon who is there", effect: (c) => ask(c, "GET_NODEMAP", [c.d.pnn]) },
  askOthers: {
    sentence: "ask those nodes to delete their copies",
    effect: (c) => ask(c, "TRY_DELETE_RECORDS", c.d.others, { ...record(c), header: { ...c.d.was, dmaster: c.d.pnn } }),
  },
  reportVacuumed: {
    sentence: "log that it is forgotten",
    effect: (c) => ({ kind: "observe", event: { type: "record-vacuumed", ...record(c), rsn: c.d.was.rsn } }),
  },
  sayDone: { sentence: "tell its daemon: done", effect: () => ({ kind: "write", byte: "0" }) },
  exit: { sentence: "exit; the kernel frees its locks", effect: () => ({ kind: "exit", code: 0 }) },
} as const satisfies Record<string, EffectAction<VacuumContext, VacuumChildEvent, Effect>>;
