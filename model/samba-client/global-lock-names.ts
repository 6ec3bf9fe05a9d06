import type { DatabaseSpec } from "../database/index.ts";
import type { Effect } from "../effect/index.ts";
import type { ClientChange, ClientContext, ClientEffect, ClientGuard } from "./client-names.ts";
import { recordOf } from "./client-names.ts";
import type { HeldRecord } from "./samba-client-data.ts";

/** The volatile database whose records say who has a global lock; "" there: nobody. */
export const GLOBAL_LOCKS = "g_lock.tdb";

/** The record of a global lock is named by the database that transactions exclude each other over (facts/recovery.md §1.9 step 1). */
const KEY = "transaction:";

/** The database whose global lock a record is; undefined: it is none. */
export function databaseOfGlobalLock(record: { readonly db: string; readonly key: string }): string | undefined {
  return record.db === GLOBAL_LOCKS && record.key.startsWith(KEY) ? record.key.slice(KEY.length) : undefined;
}

/** Is the database of global locks among these? Without it transactions exclude each other by nothing. */
export function hasGlobalLock(databases: readonly DatabaseSpec[] = []): boolean {
  return databases.some(({ name }) => name === GLOBAL_LOCKS);
}

function globalLock(c: ClientContext): HeldRecord {
  return { db: GLOBAL_LOCKS, key: KEY + recordOf(c).db };
}

/** How it is named in such a record. */
function nameOf({ d }: ClientContext): string {
  return `${d.pnn}.${d.pid}`;
}

function storing(c: ClientContext, value: string): Effect | undefined {
  const { record } = c.f;
  if (record === null) return undefined;
  return { kind: "file", call: { op: "store", ...globalLock(c), copy: { ...record, value } } };
}

/** Questions about the global lock of a transaction. */
export const globalLockGuards = {
  noGlobalLock: { sentence: "there is no database of global locks", test: (c) => !c.d.hasGlobalLock },
  isFree: {
    sentence: "nobody has the global lock, or it has it already",
    test: (c) => c.f.record?.value === "" || c.f.record?.value === nameOf(c),
  },
  isHolderGone: {
    sentence: "who has it was looked for, and is gone",
    test: (c) => c.d.isHolderGone && c.f.record?.value === c.d.holder,
  },
  isTakenAway: { sentence: "somebody else has it by now", test: (c) => c.f.record?.value !== nameOf(c) },
  isPauseOver: { sentence: "it has waited long enough", test: (c) => c.d.isPauseOver },
} as const satisfies Record<string, ClientGuard>;

/** What a client knows of who has the global lock. */
export const globalLockChanges = {
  noteHolder: {
    sentence: "remember who has it",
    change: (c) => {
      c.d.holder = c.f.record?.value ?? "";
      c.d.isHolderGone = false;
    },
  },
  noteHolderGone: {
    sentence: "who has it is gone, or cannot be reached",
    change: (c) => {
      c.d.isHolderGone = true;
    },
  },
  beginPause: {
    sentence: "it waits a little",
    change: (c) => {
      c.d.isPauseOver = false;
    },
  },
} as const satisfies Record<string, ClientChange>;

/** What a client does with the global lock. */
export const globalLockEffects = {
  lockGlobal: {
    sentence: "lock the chain of the global lock's record",
    effect: (c) => ({ kind: "file", call: { op: "lock", ...globalLock(c) } }),
  },
  fetchGlobal: {
    sentence: "read it",
    effect: (c) => ({ kind: "file", call: { op: "fetch", ...globalLock(c) } }),
  },
  unlockGlobal: {
    sentence: "let go of its chain: the lock is what is written in the record",
    effect: (c) => ({ kind: "file", call: { op: "unlock", ...globalLock(c) } }),
  },
  askForGlobal: {
    sentence: "ask its daemon to bring the record here; there is no time-out",
    effect: (c) => [
      { kind: "observe", event: { type: "call-asked", pid: c.d.pid, call: c.d.call, ...globalLock(c) } },
      { kind: "callDaemon", call: { pid: c.d.pid, id: c.d.call, ...globalLock(c) } },
    ],
  },
  askForHolder: {
    sentence: "does he who has it exist? His node is asked",
    effect: (c) => {
      const [pnn = 0, pid = 0] = c.d.holder.split(".").map(Number);
      const timeoutUs = c.k.controlTimeoutUs;
      return { kind: "ask", op: "PROCESS_EXISTS", to: [pnn], body: { pid }, as: "self", timeoutUs };
    },
  },
  armLockRetry: {
    sentence: "look again a little later",
    effect: (c) => ({ kind: "setTimer", timer: "PAUSE_OVER", delayUs: c.k.gLockRetryUs }),
  },
  writeHolder: { sentence: "write its own name in it", effect: (c) => storing(c, nameOf(c)) },
  clearHolder: { sentence: "write that nobody has it", effect: (c) => storing(c, "") },
} as const satisfies Record<string, ClientEffect>;
