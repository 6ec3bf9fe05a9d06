import { type PendingCall, RECORD_FLAG, type RecordCopy } from "../database/index.ts";
import {
  type CtdbdChange,
  type CtdbdContext,
  type CtdbdEffect,
  type CtdbdGuard,
  ownModeChanges,
} from "../node/index.ts";
import { databaseOf, keyOf, movesOf, packetOf, recordHere, storeHere, storing } from "./record-names.ts";

/** The call of a client of this node that the packet at hand answers, if one still waits for this record. */
function waitingCall(c: CtdbdContext): PendingCall | undefined {
  const call = databaseOf(c)?.calls[c.f.packet?.id ?? 0];
  return c.f.packet?.asker === c.d.pnn && call?.key === keyOf(c) ? call : undefined;
}

/** The record as it comes with the packet. */
function incoming(c: CtdbdContext): RecordCopy {
  const { packet } = c.f;
  return packet !== null && "copy" in packet ? packet.copy : recordHere(c);
}

/** Questions of a packet that moves a record. */
export const arrivalGuards = {
  callWaits: { sentence: "a client's call waits for this", test: (c) => waitingCall(c) !== undefined },
  otherDmaster: {
    sentence:
      "as far as this lmaster knows the sender is not the dmaster (its own copy with rsn 0 is no contradiction)",
    test: (c) => {
      const { dmaster, rsn } = recordHere(c);
      return dmaster !== c.f.packet?.from && !(rsn === 0 && dmaster === c.d.pnn);
    },
  },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes that such a packet makes. */
export const arrivalChanges = {
  beginMove: {
    sentence: "calls for this record wait from now on",
    change: (c) => {
      const database = databaseOf(c);
      if (database !== undefined) database.moving[keyOf(c)] = movesOf(c) + 1;
    },
  },
  endMove: {
    sentence: "calls for this record go on",
    change: (c) => {
      const database = databaseOf(c);
      if (database === undefined) return;
      const left = movesOf(c) - 1;
      if (left <= 0) delete database.moving[keyOf(c)];
      else database.moving[keyOf(c)] = left;
    },
  },
  takeRecord: {
    sentence: "this node is dmaster of what has come: one store, the rsn gains one; what the vacuum brought may end",
    change: (c) => {
      const came = incoming(c);
      const withData = came.value === "" ? 0 : RECORD_FLAG.migratedWithData;
      const forVacuum = waitingCall(c)?.isForVacuum === true ? RECORD_FLAG.vacuumMigrated : 0;
      c.f.record = storeHere(c, { ...came, flags: came.flags | withData | forVacuum, dmaster: c.d.pnn });
    },
  },
  takeAgain: {
    sentence: "the call is run on it: one more store, the rsn gains one",
    change: (c) => {
      // What the first store has removed is there again after this one.
      c.f.record = storeHere(c, c.f.record ?? { ...incoming(c), dmaster: c.d.pnn });
    },
  },
  endCall: {
    sentence: "the call is answered",
    change: (c) => {
      delete databaseOf(c)?.calls[c.f.packet?.id ?? 0];
    },
  },
  enterRecoveryMode: ownModeChanges.enterRecoveryMode,
} as const satisfies Record<string, CtdbdChange>;

/** What such a packet asks for. */
export const arrivalEffects = {
  storeTaken: {
    sentence: "write it to the file",
    effect: (c) => ({
      kind: "file",
      call: { op: "store", db: databaseOf(c)?.name ?? "", key: keyOf(c), copy: c.f.record },
    }),
  },
  storePassedOn: {
    sentence: "note who has the record from now on",
    effect: (c) => storing(c, { ...incoming(c), dmaster: c.f.packet?.asker ?? c.d.pnn }),
  },
  passOn: {
    sentence: "hand the record to who wants it",
    effect: (c) => {
      const { packet } = c.f;
      if (packet === null) return undefined;
      const onward = { op: "REPLY_DMASTER", ...packetOf(c, packet.id, packet.asker), copy: incoming(c) } as const;
      return { kind: "sendRecord", to: packet.asker, packet: onward };
    },
  },
  reportArrived: {
    sentence: "log that the record is here",
    effect: (c) => ({
      kind: "observe",
      event: {
        type: "record-arrived",
        db: databaseOf(c)?.name ?? "",
        key: keyOf(c),
        rsn: c.f.record?.rsn ?? 0,
        generation: c.f.packet?.generation ?? 0,
      },
    }),
  },
  answerCall: {
    sentence: "answer the client whose call this was",
    effect: (c) => {
      const call = waitingCall(c);
      if (call === undefined) return undefined;
      const { pid, clientCall, key } = call;
      return {
        kind: "answerClient",
        call: { pid, id: clientCall, db: databaseOf(c)?.name ?? "", key },
        status: 0,
        value: incoming(c).value,
      };
    },
  },
  abort: { sentence: "abort: a record is given only to its lmaster", effect: () => ({ kind: "exit", code: 134 }) },
} as const satisfies Record<string, CtdbdEffect>;
