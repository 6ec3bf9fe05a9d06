import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import { RECORD_FLAG } from "../database/index.ts";
import type { Effect, FileCall } from "../effect/index.ts";
import type { Context } from "../process/index.ts";
import type { Work } from "../scenario/index.ts";
import type { HeldRecord, SambaClientData, SambaClientEvent } from "./samba-client-data.ts";

/** What the charts of a client see. */
export type ClientContext = Context<SambaClientData>;
/** A named question of a client. */
export type ClientGuard = Guard<ClientContext, SambaClientEvent>;
/** A named change of a client's data. */
export type ClientChange = Change<ClientContext, SambaClientEvent>;
/** A named effect of a client. */
export type ClientEffect = EffectAction<ClientContext, SambaClientEvent, Effect>;

/** What a client is at; undefined: its job is done. */
export function workOf({ d }: ClientContext): Work | undefined {
  return d.work[d.step];
}

/** The record that the work at hand is about. */
export function recordOf(c: ClientContext): HeldRecord {
  const work = workOf(c);
  return work !== undefined && "key" in work ? { db: work.db, key: work.key } : { db: "", key: "" };
}

/** The database that the work at hand is about; "": none. */
export function databaseOfWork(c: ClientContext): string {
  const work = workOf(c);
  return work !== undefined && "db" in work ? work.db : "";
}

function holds(c: ClientContext, { db, key }: HeldRecord): boolean {
  return c.d.held.some((held) => held.db === db && held.key === key);
}

/** What it writes next: no two writes of a run are alike; a deletion is an empty value. */
export function valueToWrite(c: ClientContext): string {
  return workOf(c)?.do === "delete" ? "" : `${c.d.pnn}.${c.d.pid}.${c.d.written}`;
}

function file(call: FileCall): Effect {
  return { kind: "file", call };
}

function isTo(kind: Work["do"], sentence: string): ClientGuard {
  return { sentence, test: (c) => workOf(c)?.do === kind };
}

/** Questions of a client. */
export const clientGuards = {
  hasJob: { sentence: "it was given something to do", test: (c) => c.d.jobs.length > 0 },
  isTold: { sentence: "its daemon has answered", test: (c) => c.d.status !== null },
  isListening: {
    sentence: "it reads from its daemon: it is idle, or waits for an answer",
    test: (c) => c.d.isIdle || c.d.status === null,
  },
  isReleased: { sentence: "its address has left this node", test: (c) => c.d.isReleased },
  isWorkOver: { sentence: "its work outside the cluster is done", test: (c) => c.d.isWorkOver },
  isMine: {
    sentence: "this node is the record's dmaster, and nobody has a copy to read",
    test: (c) => c.f.record?.dmaster === c.d.pnn && (c.f.record.flags & RECORD_FLAG.haveDelegations) === 0,
  },
  isHeld: { sentence: "it has the record locked", test: (c) => holds(c, recordOf(c)) },
  notHeld: { sentence: "it does not have the record locked", test: (c) => !holds(c, recordOf(c)) },
  isAtEnd: { sentence: "its job is done", test: (c) => workOf(c) === undefined },
  toUnlock: isTo("unlock", "it is to unlock a record"),
  toWork: isTo("work", "it has something to do outside the cluster"),
  toSend: isTo("send", "it is to send a message"),
  toAttach: isTo("attach", "it is to attach a database"),
  toRead: {
    sentence: "it is to read a record that it does not have locked",
    test: (c) => workOf(c)?.do === "read" && !holds(c, recordOf(c)),
  },
  isReadable: {
    sentence: "this node is the record's dmaster, or has a copy to read",
    test: (c) => c.f.record?.dmaster === c.d.pnn || ((c.f.record?.flags ?? 0) & RECORD_FLAG.haveReadonly) !== 0,
  },
  foundCopy: {
    sentence: "a copy is here that is not to be read: the record is asked for often",
    test: (c) => c.f.record !== null,
  },
  toTransact: isTo("transact", "it is to write in a transaction"),
  toWrite: {
    sentence: "it is to write or to delete a record",
    test: (c) => workOf(c)?.do === "write" || workOf(c)?.do === "delete",
  },
} as const satisfies Record<string, ClientGuard>;

/** Changes of a client. */
export const clientChanges = {
  noteJob: {
    sentence: "do it after what it does now",
    change: (c, e) => {
      if (e.type === "JOB") c.d.jobs.push(e.work);
    },
  },
  beginJob: {
    sentence: "begin the next job",
    change: (c) => {
      c.d.work = c.d.jobs.shift() ?? [];
      c.d.isIdle = false;
      c.d.step = 0;
    },
  },
  goOn: {
    sentence: "on to what comes next",
    change: (c) => {
      c.d.step += 1;
    },
  },
  newCall: {
    sentence: "the next call to its daemon",
    change: (c) => {
      c.d.call += 1;
      c.d.status = null;
    },
  },
  noteReleased: {
    sentence: "its address leaves: it will hear of that when it reads from its daemon again",
    change: (c) => {
      c.d.isReleased = true;
    },
  },
  noteAnswer: {
    sentence: "its daemon has answered",
    change: (c, e) => {
      if (e.type !== "CALL_ANSWERED" || e.id !== c.d.call) return;
      c.d.status = e.status;
      c.d.answer = e.value ?? "";
    },
  },
  noteLocked: {
    sentence: "it has the record locked",
    change: (c) => {
      c.d.held.push(recordOf(c));
    },
  },
  noteUnlocked: {
    sentence: "it has the record locked no more",
    change: (c) => {
      const { db, key } = recordOf(c);
      c.d.held = c.d.held.filter((held) => held.db !== db || held.key !== key);
    },
  },
  noteAllUnlocked: {
    sentence: "it has nothing locked, and nothing to do",
    change: (c) => {
      c.d.held = [];
      c.d.isIdle = true;
    },
  },
  countValue: {
    sentence: "the next value is another one",
    change: (c) => {
      c.d.written += 1;
    },
  },
  beginWork: {
    sentence: "it is busy",
    change: (c) => {
      c.d.isWorkOver = false;
    },
  },
  endPause: {
    sentence: "it tries again",
    change: (c) => {
      c.d.isPauseOver = true;
    },
  },
  endWork: {
    sentence: "it is done with that",
    change: (c) => {
      c.d.isWorkOver = true;
    },
  },
} as const satisfies Record<string, ClientChange>;

/** What a client asks for. */
export const clientEffects = {
  registerConnection: {
    sentence: "tell its daemon of the connection that it came by",
    effect: ({ d: { address, connection, pid } }) =>
      connection === 0 ? undefined : { kind: "tell", op: "TCP_CLIENT", body: { address, connection, pid } },
  },
  lockChain: {
    sentence: "lock the record's chain in the file of this node: it blocks until it has it",
    effect: (c) => file({ op: "lock", ...recordOf(c) }),
  },
  unlockChain: {
    sentence: "let go of the chain: who asks for a record holds no lock in its database",
    effect: (c) => file({ op: "unlock", ...recordOf(c) }),
  },
  fetch: { sentence: "read the copy that is here", effect: (c) => file({ op: "fetch", ...recordOf(c) }) },
  callDaemon: {
    sentence: "ask its daemon to bring the record here; there is no time-out",
    effect: (c) => ({ kind: "callDaemon", call: { pid: c.d.pid, id: c.d.call, ...recordOf(c) } }),
  },
  callToRead: {
    sentence: "ask its daemon for a copy to read; what is in it comes with the answer",
    effect: (c) => ({ kind: "callDaemon", call: { pid: c.d.pid, id: c.d.call, ...recordOf(c), wantsRead: true } }),
  },
  storeValue: {
    sentence: "write a new value in place; the header stays as it is, the rsn too",
    effect: (c) => {
      if (c.f.record === null) return undefined;
      return file({ op: "store", ...recordOf(c), copy: { ...c.f.record, value: valueToWrite(c) } });
    },
  },
  scheduleDeletion: {
    sentence: "tell its daemon of what it has deleted, for the vacuum",
    effect: (c) => {
      const { record } = c.f;
      if (record === null || valueToWrite(c) !== "") return undefined;
      const { rsn, dmaster, flags } = record;
      return { kind: "tell", op: "SCHEDULE_FOR_DELETION", body: { ...recordOf(c), header: { rsn, dmaster, flags } } };
    },
  },
  unlockAll: {
    sentence: "unlock what is left",
    effect: (c) => c.d.held.map((held) => file({ op: "unlock", ...held })),
  },
  armWorkTimer: {
    sentence: "do something that has nothing to do with the cluster",
    effect: (c) => {
      const work = workOf(c);
      return { kind: "setTimer", timer: "WORK_OVER", delayUs: work?.do === "work" ? work.forUs : 0 };
    },
  },
  askAttach: {
    sentence: "ask its daemon to attach the database; without an answer in time it has failed",
    effect: (c) => {
      const work = workOf(c);
      if (work?.do !== "attach") return undefined;
      const spec = { name: work.db, kind: "volatile", priority: work.priority ?? 1 } as const;
      return {
        kind: "ask",
        op: "DB_ATTACH",
        to: [c.d.pnn],
        body: { spec },
        as: "self",
        timeoutUs: c.k.controlTimeoutUs,
      };
    },
  },
  transact: { sentence: "write in a transaction", effect: () => ({ kind: "call", chart: "transact" }) },
  exit: { sentence: "exit; the kernel frees its locks", effect: () => ({ kind: "exit", code: 1 }) },
} as const satisfies Record<string, ClientEffect>;
