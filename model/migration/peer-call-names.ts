import type { CallRequest, RecordCopy } from "../database/index.ts";
import type { CtdbdContext, CtdbdEffect, CtdbdGuard } from "../node/index.ts";
import { asker, callServed, lmasterHere, movesOf, packetOf, recordHere, storing } from "./record-names.ts";

function given(c: CtdbdContext): RecordCopy {
  return { ...recordHere(c), dmaster: asker(c) };
}

/** Questions of a peer's call. */
export const peerCallGuards = {
  nothingMoves: {
    sentence: "no packet that moves this record is at work here",
    test: (c) => movesOf(c) === 0,
  },
} as const satisfies Record<string, CtdbdGuard>;

/** What a peer's call asks for. */
export const peerCallEffects = {
  sendOn: {
    sentence: "send it on to the lmaster, or from there to the dmaster; hops are counted, not limited",
    effect: (c) => {
      const { packet } = c.f;
      if (packet?.op !== "REQ_CALL") return undefined;
      const lmaster = lmasterHere(c);
      const to = lmaster === c.d.pnn ? recordHere(c).dmaster : lmaster;
      // Sent on as it is, with the generation it came with.
      const { op, db, key, generation, id, wantsRead, asker: who } = packet;
      // Field by field: a spread is slow for something of so many shapes.
      const call = { op, db, key, generation, id, from: c.d.pnn, asker: who, hops: packet.hops + 1 };
      const onward: CallRequest = wantsRead === undefined ? call : { ...call, wantsRead };
      return { kind: "sendRecord", to, packet: onward };
    },
  },
  storeGiven: {
    sentence: "this node is dmaster no more, the copy stays",
    effect: (c) => storing(c, given(c)),
  },
  sendToAsker: {
    sentence: "hand the record over: this node is its lmaster",
    effect: (c) => ({
      kind: "sendRecord",
      to: asker(c),
      packet: { op: "REPLY_DMASTER", ...packetOf(c, c.f.packet?.id ?? 0, asker(c)), copy: recordHere(c) },
    }),
  },
  sendToLmaster: {
    sentence: "give the record to its lmaster, who hands it over",
    effect: (c) => ({
      kind: "sendRecord",
      to: lmasterHere(c),
      packet: { op: "REQ_DMASTER", ...packetOf(c, c.f.packet?.id ?? 0, asker(c)), copy: recordHere(c) },
    }),
  },
  reportGiven: {
    sentence: "log that it is given up",
    effect: (c) => ({
      kind: "observe",
      event: { type: "record-given", ...callServed(c) },
    }),
  },
} as const satisfies Record<string, CtdbdEffect>;
