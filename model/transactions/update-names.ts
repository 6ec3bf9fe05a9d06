import type { CtdbdChange, CtdbdEffect, CtdbdGuard } from "../node/index.ts";
import { newHandle } from "../process/index.ts";
import { answer, writerOf } from "./matter.ts";

/** Questions of a node's part in a transaction. */
export const updateGuards = {
  writerOpen: {
    sentence: "it is a child that writes a transaction and has said nothing yet",
    test: (c, e) => writerOf(c, e)?.byte === null,
  },
  writerDone: { sentence: "the child has answered, or is gone", test: (c) => writerOf(c)?.byte !== null },
  isWritten: { sentence: "the child has written it", test: (c) => writerOf(c)?.byte === "0" },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes of a node's part in a transaction. */
export const updateChanges = {
  newWriter: {
    sentence: "the next child writes this transaction",
    change: (c) => {
      c.f.handle = newHandle(c.d);
      c.d.writers[c.f.handle] = { db: c.f.request?.body.db ?? "", byte: null };
    },
  },
  forgetWriter: {
    sentence: "the child is done with",
    change: (c) => {
      delete c.d.writers[c.f.handle];
    },
  },
  noteWriter: {
    sentence: "note what the child says",
    change: (c, e) => {
      const writer = writerOf(c, e);
      if (writer !== undefined && e.type === "CHILD_OUTPUT") writer.byte = e.byte;
    },
  },
  noteWriterEnd: {
    sentence: "a child that ends without a word has written nothing that counts",
    change: (c, e) => {
      const writer = writerOf(c, e);
      if (writer !== undefined) writer.byte = "3";
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What a node's part in a transaction asks for. */
export const updateEffects = {
  spawnWriter: {
    sentence: "fork a child that writes it",
    effect: (c) => {
      const { db = "", copies = {} } = c.f.request?.body ?? {};
      return { kind: "spawn", program: "write-child", handle: c.f.handle, writes: { db, copies } };
    },
  },
  armTimeout: {
    sentence: "give the child its time",
    effect: (c) => ({
      kind: "setTimer",
      timer: "WRITE_TIMEOUT",
      peer: c.f.handle,
      delayUs: c.k.controlTimeoutUs,
    }),
  },
  endWriter: {
    sentence: "close the child's pipe",
    effect: (c) => [
      { kind: "cancelTimer", timer: "WRITE_TIMEOUT", peer: c.f.handle },
      { kind: "closePipe", handle: c.f.handle },
    ],
  },
  killWriter: {
    sentence: "SIGKILL to the child",
    effect: (_c, e) => (e.type === "WRITE_TIMEOUT" ? { kind: "signal", handle: e.peer, signal: "KILL" } : undefined),
  },
  answerWritten: { sentence: "answer: written", effect: (c) => answer(c.f.request, 0) },
  answerFailed: {
    sentence: "answer: not written",
    effect: (c) => answer(c.f.request, -1, "its child did not write it"),
  },
} as const satisfies Record<string, CtdbdEffect>;
