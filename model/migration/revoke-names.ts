import type { StepExit, StepSpec } from "../chart/index.ts";
import { READONLY_FLAGS, RECORD_FLAG, type RecordCopy } from "../database/index.ts";
import type { CtdbdChange, CtdbdContext, CtdbdEffect, CtdbdGuard } from "../node/index.ts";
import { newHandle } from "../process/index.ts";
import { letGo } from "./lock-steps.ts";
import { readRecord } from "./read-record.ts";
import { asker, callServed, databaseOf, keyOf, packetOf, recordHere, storeHere, storing } from "./record-names.ts";

/** Somebody has, or is, a copy to read. */
const DELEGATED = RECORD_FLAG.haveDelegations | RECORD_FLAG.haveReadonly;
/** The first copy to read raises the rsn by so much: room for that copy, and for the update that calls it back. */
const ROOM = 3;

/** What it wants: to read, or nothing special; only some databases have copies to read. */
export function reading(c: CtdbdContext): { readonly wantsRead?: true } {
  const { packet, call } = c.f;
  const wants = packet?.op === "REQ_CALL" ? packet.wantsRead : call?.wantsRead;
  return wants === true && databaseOf(c)?.readOnly === true ? { wantsRead: true } : {};
}

function flagsHere(c: CtdbdContext): number {
  return recordHere(c).flags;
}

function has(c: CtdbdContext, flags: number): boolean {
  return (flagsHere(c) & flags) !== 0;
}

function withoutFlags(record: RecordCopy, flags: number): RecordCopy {
  return { ...record, flags: record.flags & ~flags };
}

/** The dmaster's copy once somebody has a copy to read. */
function delegating(c: CtdbdContext): RecordCopy {
  const record = recordHere(c);
  const isFirst = (record.flags & RECORD_FLAG.haveDelegations) === 0;
  return { ...record, rsn: record.rsn + (isFirst ? ROOM : 0), flags: record.flags | RECORD_FLAG.haveDelegations };
}

/** Does it want a copy to read? */
export const wantsRead: CtdbdGuard = {
  sentence: "a copy to read is enough",
  test: (c) => reading(c).wantsRead === true,
};

/** Questions of a call about copies to read. */
export const revokeGuards = {
  isRevoking: { sentence: "copies to read are being called back", test: (c) => has(c, RECORD_FLAG.revokingReadonly) },
  mustRevoke: {
    sentence: "this node is the dmaster, there are copies to read, and it is not to be read only",
    test: (c) => recordHere(c).dmaster === c.d.pnn && has(c, DELEGATED) && reading(c).wantsRead !== true,
  },
  revokeOver: {
    sentence: "copies to read have been called back: whoever writes goes on at once, others later",
    test: (c) => {
      const { revokes = {}, revoked = {} } = databaseOf(c) ?? {};
      const key = keyOf(c);
      if (Object.hasOwn(revokes, key)) return false;
      const last = Object.hasOwn(revoked, key) ? revoked[key] : undefined;
      const isNow = last === undefined || (last.isDone && reading(c).wantsRead !== true);
      return isNow || c.d.monotonicUs >= last.atUs + c.k.revokeDelayUs;
    },
  },
} as const satisfies Record<string, CtdbdGuard>;

const changes = {
  clearRevoked: {
    sentence: "once copies were called back nobody has one",
    change: (c) => {
      const database = databaseOf(c);
      if (database === undefined || !has(c, RECORD_FLAG.revokeComplete)) return;
      c.f.record = storeHere(c, withoutFlags(recordHere(c), READONLY_FLAGS));
      delete database.delegates[keyOf(c)];
    },
  },
  markRevoking: {
    sentence: "copies to read are being called back: calls for the record wait",
    change: (c) => {
      const database = databaseOf(c);
      if (database === undefined) return;
      const record = recordHere(c);
      c.f.record = { ...record, flags: record.flags | RECORD_FLAG.revokingReadonly };
      database.revokes[keyOf(c)] = newHandle(c.d);
    },
  },
} as const satisfies Record<string, CtdbdChange>;

const effects = {
  storeCleared: {
    sentence: "write it without the flags of copies to read",
    effect: (c) =>
      has(c, RECORD_FLAG.revokeComplete) ? storing(c, withoutFlags(recordHere(c), READONLY_FLAGS)) : undefined,
  },
  storeRevoking: { sentence: "write that to the file", effect: (c) => storing(c, recordHere(c)) },
  beginRevoke: {
    sentence: "begin to call them back",
    effect: (c) => ({ kind: "begin", chart: "revoke", db: databaseOf(c)?.name ?? "", key: keyOf(c) }),
  },
} as const satisfies Record<string, CtdbdEffect>;

/** The names that `readAndClear` and `revokeSteps` use. */
export const revokeActions = { ...changes, ...effects };

/** How a call looks at a record: what was called back is over (facts/recovery.md §1.6). */
export const readAndClear = [...readRecord, "storeCleared", "clearRevoked"] as const;

/** Copies to read are called back, and the call waits for that. */
export function revokeSteps(unless: readonly StepExit[], again: string): readonly StepSpec[] {
  return [
    {
      name: "revoke",
      sentence: "copies to read must go first",
      do: ["markRevoking", "storeRevoking", "beginRevoke", ...letGo],
    },
    {
      name: "wait-revoke",
      sentence: "until they are called back, or that has failed; then it begins anew",
      until: "revokeOver",
      exits: [...unless, { to: again }],
    },
  ];
}

/** The names by which a copy to read is given out. */
export const delegateActions = {
  noteDelegate: {
    sentence: "remember who has a copy to read",
    change: (c) => {
      const database = databaseOf(c);
      if (database === undefined) return;
      const key = keyOf(c);
      database.delegates[key] = [...new Set([...(database.delegates[key] ?? []), asker(c)])];
      c.f.record = delegating(c);
    },
  } satisfies CtdbdChange,
  storeDelegating: {
    sentence: "the dmaster's copy says so",
    effect: (c) => storing(c, recordHere(c)),
  } satisfies CtdbdEffect,
  reportDelegated: {
    sentence: "log it",
    effect: (c) => ({
      kind: "observe",
      event: { type: "record-delegated", ...callServed(c) },
    }),
  } satisfies CtdbdEffect,
  sendDelegation: {
    sentence: "send the copy to read",
    effect: (c) => {
      const record = recordHere(c);
      const flags = (record.flags & ~READONLY_FLAGS) | RECORD_FLAG.haveReadonly;
      const copy: RecordCopy = { ...record, rsn: record.rsn - (ROOM - 1), flags };
      return {
        kind: "sendRecord",
        to: asker(c),
        packet: { op: "REPLY_CALL", ...packetOf(c, c.f.packet?.id ?? 0, asker(c)), copy },
      };
    },
  } satisfies CtdbdEffect,
};
