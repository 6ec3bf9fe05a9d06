import type { RecordCopy } from "../database/index.ts";
import { SEQUENCE_KEY } from "../freezing/index.ts";
import type { ClientChange, ClientContext, ClientEffect, ClientGuard } from "./client-names.ts";
import { recordOf } from "./client-names.ts";
import { newTransaction } from "./samba-client-data.ts";

/** A copy that takes the place of the one that is here, on all nodes. */
function next(c: ClientContext, value: string): RecordCopy {
  return { rsn: (c.f.record?.rsn ?? 0) + 1, dmaster: c.d.pnn, flags: 0, value };
}

/** The sequence number as it is read. */
function sequenceHere({ f }: ClientContext): number {
  return Number(f.record?.value ?? 0);
}

/** Questions of a transaction. */
export const transactGuards = {
  sequenceIsOld: {
    sentence: "the sequence number is what it was: nothing has come of the commit",
    test: ({ d: { transaction } }) => transaction.latest === transaction.sequence,
  },
  sequenceSaysDone: {
    sentence: "the sequence number is the next one; nobody asks whose transaction that was",
    test: ({ d: { transaction } }) => transaction.latest === transaction.sequence + 1,
  },
} as const satisfies Record<string, ClientGuard>;

function ended(sentence: string, outcome: "committed" | "assumed" | "failed"): ClientChange {
  return {
    sentence,
    change: (c) => {
      c.d.transaction.outcome = outcome;
    },
  };
}

/** What a client knows of its transaction. */
export const transactChanges = {
  newTransaction: {
    sentence: "a new value: no two of a run are alike",
    change: (c) => {
      c.d.written += 1;
      c.d.transaction = newTransaction(`${c.d.pnn}.${c.d.pid}.${c.d.written}`);
      c.d.isHolderGone = false;
    },
  },
  prepareSequence: {
    sentence: "it will write the next sequence number",
    change: (c) => {
      const { transaction } = c.d;
      transaction.sequence = sequenceHere(c);
      transaction.copies = { [SEQUENCE_KEY]: next(c, String(transaction.sequence + 1)) };
    },
  },
  prepareRecord: {
    sentence: "it will write its new value, under the next rsn",
    change: (c) => {
      const { transaction } = c.d;
      transaction.copies = { [recordOf(c).key]: next(c, transaction.value), ...transaction.copies };
    },
  },
  countTry: {
    sentence: "one more try",
    change: (c) => {
      c.d.transaction.tries += 1;
    },
  },
  noteLatest: {
    sentence: "that is the sequence number now",
    change: (c) => {
      c.d.transaction.latest = sequenceHere(c);
    },
  },
  noteCommitted: ended("its daemon says that it is done", "committed"),
  noteAssumed: ended("it takes it for done", "assumed"),
  noteFailed: ended("it has failed", "failed"),
} as const satisfies Record<string, ClientChange>;

/** What a client does in a transaction. */
export const transactEffects = {
  lockSequence: {
    sentence: "lock the chain of the sequence number",
    effect: (c) => ({ kind: "file", call: { op: "lock", db: recordOf(c).db, key: SEQUENCE_KEY } }),
  },
  unlockSequence: {
    sentence: "let go of the sequence number",
    effect: (c) => ({ kind: "file", call: { op: "unlock", db: recordOf(c).db, key: SEQUENCE_KEY } }),
  },
  fetchSequence: {
    sentence: "read the sequence number in the file of this node",
    effect: (c) => ({ kind: "file", call: { op: "fetch", db: recordOf(c).db, key: SEQUENCE_KEY } }),
  },
  askCommit: {
    sentence: "ask its daemon to commit; without an answer in time it has failed",
    effect: (c) => {
      const body = { db: recordOf(c).db, copies: c.d.transaction.copies };
      return { kind: "ask", op: "TRANS3_COMMIT", to: [c.d.pnn], body, as: "self", timeoutUs: c.k.controlTimeoutUs };
    },
  },
  armCommitRetry: {
    sentence: "ask again a little later, each time after twice as long",
    effect: ({ d, k }) => {
      const delayUs = Math.min(k.commitRetryMaxUs, k.commitRetryUs * 2 ** (d.transaction.tries - 1));
      return { kind: "setTimer", timer: "PAUSE_OVER", delayUs };
    },
  },
} as const satisfies Record<string, ClientEffect>;

/** What a client lets an observer see of a transaction. */
export const transactReports = {
  reportTransaction: {
    sentence: "log that it begins",
    effect: (c) => ({ kind: "observe", event: { type: "transaction-began", pid: c.d.pid, ...recordOf(c) } }),
  },
  reportRead: {
    sentence: "log what it has read",
    effect: (c) => ({
      kind: "observe",
      event: {
        type: "transaction-read",
        pid: c.d.pid,
        ...recordOf(c),
        value: c.f.record?.value ?? "",
        sequence: c.d.transaction.sequence,
      },
    }),
  },
  reportCommit: {
    sentence: "log what it asks",
    effect: (c) => ({
      kind: "observe",
      event: {
        type: "transaction-asked",
        pid: c.d.pid,
        ...recordOf(c),
        value: c.d.transaction.value,
        sequence: c.d.transaction.sequence + 1,
      },
    }),
  },
  reportOutcome: {
    sentence: "log what it makes of it",
    effect: (c) => {
      const { value, outcome, sequence } = c.d.transaction;
      return {
        kind: "observe",
        event: { type: "transaction-ended", pid: c.d.pid, ...recordOf(c), value, sequence: sequence + 1, outcome },
      };
    },
  },
} as const satisfies Record<string, ClientEffect>;
