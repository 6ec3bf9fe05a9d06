import type { Copies } from "../effect/index.ts";
import type { CtdbdChange, CtdbdContext, CtdbdEffect, CtdbdGuard, TickleWrite } from "../node/index.ts";
import type { AddressRecord } from "../public-address/index.ts";
import { missesMember } from "../transactions/index.ts";
import { tickleDesigns } from "../words/index.ts";
import { recordOf } from "./address-names.ts";
import { activeAsSeen, transactionOver } from "./replicated-write.ts";
import { connectionsIn, connectionsTo, listKey, listValue, ticklesDatabase } from "./tickle-database.ts";
import { served } from "./tickle-names.ts";

const { name: db } = ticklesDatabase;

/** Do the lists stand in the database? */
function areReplicated({ d }: CtdbdContext): boolean {
  return tickleDesigns[d.tickles].isReplicated;
}

/** The lists that may have to be written: what is lost while its address is released stays in the database. */
function due(c: CtdbdContext): readonly AddressRecord[] {
  return served(c).filter(({ isListChanged, releaseInFlight }) => isListChanged && !releaseInFlight);
}

function numbersOf({ connections }: AddressRecord): readonly number[] {
  return connections.map(({ connection }) => connection);
}

function keyOf({ d }: CtdbdContext, { address }: AddressRecord): string {
  return listKey(address.text, d.pnn);
}

/** The records of a transaction: the lists, and the next sequence number. */
function copiesOf(c: CtdbdContext, here: Copies, lists: readonly AddressRecord[]): Copies {
  const values = lists.map((record) => [keyOf(c, record), listValue(numbersOf(record))] as const);
  return transactionOver(c, db, here, values);
}

/** Is a list not what this node's copy says, or may other nodes have none of it, since its last write has failed? */
function differs(c: CtdbdContext, here: Copies, record: AddressRecord): boolean {
  const key = keyOf(c, record);
  if (c.d.tickleWrite?.copies[key] !== undefined) return true;
  return listValue(numbersOf(record)) !== (here[key]?.value ?? listValue([]));
}

/** The connections of a list of which not every node has heard. */
function addedTo(c: CtdbdContext, here: Copies, record: AddressRecord): TickleWrite["added"] {
  const known = connectionsIn(here[keyOf(c, record)]?.value);
  const unsure = (c.d.tickleWrite?.added ?? []).map(({ connection }) => connection);
  const isNew = (number: number): boolean => !known.includes(number) || unsure.includes(number);
  return record.connections
    .filter(({ connection }) => isNew(connection))
    .map((one) => ({ ...one, address: record.address.text }));
}

/** Is a transaction under way? One that has failed is not. */
function isWriting({ d }: CtdbdContext): boolean {
  return d.tickleWrite !== null && !d.tickleWrite.hasFailed;
}

/** Questions about writing lists of connections to the database. */
export const tickleWriteGuards = {
  isWriting: {
    sentence: "a transaction is under way: whoever makes it looks again at its end",
    test: isWriting,
  },
  writesNothing: {
    sentence: "recovery mode is not normal: the end of the recovery has it look again",
    test: ({ d }) => d.recoveryMode !== "normal",
  },
  memberMissed: {
    sentence: "a node of the map was passed over, that it may not reach: a recovery is due",
    test: missesMember,
  },
  nothingIsDue: { sentence: "no list that it serves has changed", test: (c) => due(c).length === 0 },
  nothingDiffers: {
    sentence: "the database has it already",
    test: ({ d }) => d.tickleWrite === null,
  },
} as const satisfies Record<string, CtdbdGuard>;

/** What a node keeps of what it writes. */
export const tickleWriteChanges = {
  prepareWrite: {
    sentence: "the lists that are not what its copy says, or whose last write has failed, and the next sequence number",
    change: (c) => {
      const here = c.f.file?.copies ?? {};
      const lists = due(c).filter((record) => differs(c, here, record));
      const added = lists.flatMap((record) => addedTo(c, here, record));
      for (const record of due(c)) record.isListChanged = false;
      c.d.tickleWrite = lists.length === 0 ? null : { copies: copiesOf(c, here, lists), added, hasFailed: false };
    },
  },
  putOff: {
    sentence: "it has not been written everywhere, if here: it is to be written again, whatever this node's copy says",
    change: (c) => {
      for (const record of served(c)) record.isListChanged = true;
      if (c.d.tickleWrite !== null) c.d.tickleWrite = { ...c.d.tickleWrite, hasFailed: true };
    },
  },
  endWrite: {
    sentence: "it has been written",
    change: (c) => {
      c.d.tickleWrite = null;
    },
  },
  noteUnwritten: {
    sentence: "where lists stand in a database: what it serves is to be looked at",
    change: (c) => {
      if (areReplicated(c)) for (const record of served(c)) record.isListChanged = true;
    },
  },
  addTickled: {
    sentence: "and so are those that this node's copy of the database has, if they stand there",
    change: (c) => {
      const record = recordOf(c);
      if (record === undefined || !areReplicated(c)) return;
      const listed = connectionsTo(record.address.text, c.f.file?.copies ?? {});
      record.tickled = [...new Set([...record.tickled, ...listed])];
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What a node does about the database. */
export const tickleWriteEffects = {
  writeChanged: {
    sentence: "where lists stand in a database: begin to write what has changed",
    effect: (c) =>
      areReplicated(c) && !isWriting(c) && due(c).length > 0 ? { kind: "begin", chart: "write-tickles" } : undefined,
  },
  readDatabase: {
    sentence: "read this node's copy",
    effect: () => ({ kind: "file", call: { op: "read", db } }),
  },
  askToWrite: {
    sentence: "have every active node write it, this one among them",
    effect: (c) => ({
      kind: "ask",
      op: "UPDATE_RECORD",
      to: activeAsSeen(c),
      body: { db, copies: c.d.tickleWrite?.copies ?? {} },
      as: "self",
      timeoutUs: c.k.controlTimeoutUs,
    }),
  },
  armWriteAgain: {
    sentence: "try again after a while",
    effect: ({ k }) => ({ kind: "setTimer", timer: "TICKLE_WRITE_DUE", delayUs: k.commitRetryMaxUs }),
  },
  reportWritten: {
    sentence: "log the connections that every active node has heard of now",
    effect: ({ d }) =>
      (d.tickleWrite?.added ?? []).map(({ connection, address, pid }) => ({
        kind: "observe",
        event: { type: "connection-tracked", connection, address, pid },
      })),
  },
  lookUpTickles: {
    sentence: "read this node's copy of the database, if connections stand there",
    effect: (c) => (areReplicated(c) ? { kind: "file", call: { op: "read", db } } : undefined),
  },
} as const satisfies Record<string, CtdbdEffect>;
