import { type Effect as EffectAction, type Guard, procedure } from "../chart/index.ts";
import type { Effect } from "../effect/index.ts";
import { type Context, type ProgramChart, type ProgramProcedure, waits } from "../process/index.ts";
import type { DbLockData, DbLockEvent } from "./db-lock-data.ts";

type C = Context<DbLockData>;

const guards = {
  parentExists: { sentence: "its daemon exists", test: (_c, e) => e.type === "PROBED" && e.exists },
  never: { sentence: "nothing ends this but a signal, or the end of its daemon", test: () => false },
} as const satisfies Record<string, Guard<C, DbLockEvent>>;

const effects = {
  lock: {
    sentence: "stand in line for the record, or for one whole file after another",
    effect: ({ d: { locks } }) => ({
      kind: "file",
      call: "key" in locks ? { op: "lock", ...locks } : { op: "lock-all", dbs: locks.dbs },
    }),
  },
  writeLocked: { sentence: "tell its daemon", effect: () => ({ kind: "write", byte: "0" }) },
  armParentPoll: {
    sentence: "look after its daemon from now on",
    effect: (c) => ({ kind: "setTimer", timer: "PARENT_POLL_DUE", delayUs: c.k.dbLockParentPollUs }),
  },
  probeParent: { sentence: "does its daemon exist?", effect: (c) => ({ kind: "probe", pid: c.d.parent }) },
  exit: { sentence: "exit; the kernel frees its locks", effect: () => ({ kind: "exit", code: 0 }) },
} as const satisfies Record<string, EffectAction<C, DbLockEvent, Effect>>;

const spec: ProgramProcedure<DbLockData, DbLockEvent> = {
  id: "db-lock",
  sentence: "a database's lock helper: it stands in line, so that its daemon need not",
  source: "facts/recovery.md §1.3; server/ctdb_lock.c, server/ctdb_lock_helper.c",
  guards: { fileDone: waits.fileDone, never: guards.never },
  actions: { lock: effects.lock, writeLocked: effects.writeLocked, armParentPoll: effects.armParentPoll },
  steps: [
    { name: "wait", sentence: "blocks until it has the lock", do: ["lock"], until: "fileDone" },
    {
      name: "hold",
      sentence: "holds the lock until it is told to go",
      do: ["writeLocked", "armParentPoll"],
      until: "never",
    },
  ],
};

/** A lock helper from its start to holding the lock. */
export const dbLockChart = procedure(spec);

/** What ends such a helper. */
export const dbLockRules: ProgramChart<DbLockData, DbLockEvent> = {
  id: "db-lock-process",
  sentence: "what ends a database's lock helper: SIGTERM, or that its daemon is gone",
  source: "facts/recovery.md §1.3; server/ctdb_lock_helper.c",
  initial: "working",
  guards: { parentExists: guards.parentExists },
  actions: { armParentPoll: effects.armParentPoll, probeParent: effects.probeParent, exit: effects.exit },
  states: {
    working: {
      sentence: "waits, or holds",
      on: {
        SIGTERM: { actions: "exit" },
        PARENT_POLL_DUE: { actions: "probeParent" },
        PROBED: [{ guard: "parentExists", actions: "armParentPoll" }, { actions: "exit" }],
      },
    },
  },
};
