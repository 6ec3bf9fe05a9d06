import type { ClientCall } from "../database/index.ts";
import {
  type CtdbdChange,
  type CtdbdData,
  type CtdbdEffect,
  type CtdbdEvent,
  type CtdbdGuard,
  hasOwnFlag,
} from "../node/index.ts";
import type { ProgramChart } from "../process/index.ts";
import { FLAG } from "../words/index.ts";
import { filterGeneration } from "./packet-filter.ts";

const guards = {
  isBanned: { sentence: "this node is banned", test: (c) => hasOwnFlag(c.d, FLAG.banned) },
  otherGeneration: {
    sentence:
      "the packet is of another generation than this node's map (the only check: facts §1.4), or than its database",
    test: (c, e) => "packet" in e && e.packet.generation !== filterGeneration(c.d, e.packet.db),
  },
  isElsewhere: {
    sentence: "this node has no such database: nobody has attached it here yet",
    test: (c, e) => "packet" in e && c.d.databases[e.packet.db] === undefined,
  },
  lockerOpen: {
    sentence: "it is the lock helper of a record that has not answered yet",
    test: (c, e) => "handle" in e && c.d.recordLocks[e.handle] === null,
  },
} as const satisfies Record<string, CtdbdGuard>;

const changes = {
  noteLocker: {
    sentence: "its helper has the record's chain",
    change: (c, e) => {
      if (e.type === "CHILD_OUTPUT") c.d.recordLocks[e.handle] = e.byte;
    },
  },
  noteLockerEnd: {
    sentence: "its helper is gone",
    change: (c, e) => {
      if (e.type === "CHILD_PIPE_CLOSED") c.d.recordLocks[e.handle] = "3";
    },
  },
  forgetFailed: {
    sentence: "the call is over, and not sent again",
    change: (c, e) => {
      if ("packet" in e) delete c.d.databases[e.packet.db]?.calls[e.packet.id];
    },
  },
  forgetCalls: {
    sentence: "the calls of a client that is gone wait no more, and no call of it will",
    change: (c, e) => {
      if (e.type !== "CLIENT_GONE") return;
      c.d.goneClients.push(e.pid);
      for (const { calls } of Object.values(c.d.databases))
        for (const id of Object.keys(calls)) if (calls[Number(id)]?.pid === e.pid) delete calls[Number(id)];
    },
  },
} as const satisfies Record<string, CtdbdChange>;

function begin(chart: string, sentence: string): CtdbdEffect {
  return {
    sentence,
    effect: (_c, e) => ("packet" in e ? { kind: "begin", chart, packet: e.packet } : undefined),
  };
}

function callOf(e: CtdbdEvent): { readonly call?: ClientCall } {
  return "call" in e ? { call: e.call } : {};
}

const effects = {
  beginClientCall: {
    sentence: "a client wants a record",
    effect: (_c, e) => ({ kind: "begin", chart: "client-call", ...callOf(e) }),
  },
  beginPeerCall: begin("peer-call", "a node wants a record"),
  beginDmasterRequest: begin("dmaster-request", "a record is given up"),
  beginDmasterReply: begin("dmaster-reply", "a record arrives"),
  sendError: {
    sentence: "answer whoever asked with an error",
    effect: (c, e) => {
      if (!("packet" in e)) return undefined;
      const { db, key, generation, id, asker } = e.packet;
      return {
        kind: "sendRecord",
        to: asker,
        packet: { op: "REPLY_ERROR", db, key, generation, id, from: c.d.pnn, asker },
      };
    },
  },
  passErrorOn: {
    sentence: "tell the client (only with errors-reach-their-client): as shipped it waits for ever",
    effect: () => undefined,
  },
  beginCallReply: begin("call-reply", "a copy to read arrives"),
  reportDropped: {
    sentence: "log that the packet is dropped",
    effect: (c, e) => {
      if (!("packet" in e)) return undefined;
      const { op, db, key, from, generation } = e.packet;
      const isHere = c.d.databases[db] !== undefined || hasOwnFlag(c.d, FLAG.banned);
      const known = isHere ? "this node is banned" : "there is no such database";
      const why = generation === c.d.generation ? known : "it is of another generation";
      return { kind: "observe", event: { type: "packet-dropped", op, db, key, from, why } };
    },
  },
} as const satisfies Record<string, CtdbdEffect>;

const dropped = [
  { guard: "isBanned", actions: "reportDropped" },
  { guard: "otherGeneration", actions: "reportDropped" },
] as const;

const elsewhere = { guard: "isElsewhere", actions: "reportDropped" } as const;

/** What a main daemon does with packets about records, and with calls of its clients. */
export const recordsChart: ProgramChart<CtdbdData, CtdbdEvent> = {
  id: "records",
  sentence: "packets about records and calls of clients: each is handled by a procedure of its own",
  source: "facts/recovery.md §1.4, §1.5; server/ctdb_server.c ctdb_input_pkt",
  initial: "serving",
  guards,
  actions: { ...changes, ...effects },
  states: {
    serving: {
      sentence: "begins what takes time",
      on: {
        REQ_CALL: [...dropped, { guard: "isElsewhere", actions: "sendError" }, { actions: "beginPeerCall" }],
        REQ_DMASTER: [...dropped, elsewhere, { actions: "beginDmasterRequest" }],
        REPLY_DMASTER: [...dropped, elsewhere, { actions: "beginDmasterReply" }],
        REPLY_CALL: [...dropped, elsewhere, { actions: "beginCallReply" }],
        REPLY_ERROR: { actions: ["passErrorOn", "forgetFailed"] },
        CLIENT_CALL: { actions: "beginClientCall" },
        CLIENT_GONE: { actions: "forgetCalls" },
        CHILD_OUTPUT: { guard: "lockerOpen", actions: "noteLocker" },
        CHILD_PIPE_CLOSED: { guard: "lockerOpen", actions: "noteLockerEnd" },
      },
    },
  },
};
