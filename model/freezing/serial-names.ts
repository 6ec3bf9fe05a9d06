import type { DatabaseState } from "../database/index.ts";
import type { Effect } from "../effect/index.ts";
import { type CtdbdChange, type CtdbdContext, type CtdbdEffect, type CtdbdGuard, replyTo } from "../node/index.ts";
import { INVALID_GENERATION } from "../words/index.ts";

function all(c: CtdbdContext): readonly DatabaseState[] {
  return Object.values(c.d.databases);
}

/** Questions about all databases of a node at once. */
export const serialGuards = {
  someNotFrozen: {
    sentence: "not all priorities are frozen",
    test: (c) => all(c).some(({ mode }) => mode !== "frozen"),
  },
  someNotOpen: {
    sentence: "no transaction of that generation is open",
    test: (c, e) => all(c).some(({ tid }) => tid === null || ("request" in e && tid !== e.request.body.generation)),
  },
  allCommitted: { sentence: "no transaction is open any more", test: (c) => all(c).every(({ tid }) => tid === null) },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes of all databases of a node at once. */
export const serialChanges = {
  openEach: {
    sentence: "a transaction is open in each",
    change: (c, e) => {
      if (!("request" in e)) return;
      const tid = e.request.body.generation ?? null;
      c.d.commonTransaction = tid ?? INVALID_GENERATION;
      for (const database of all(c)) database.tid = tid;
    },
  },
  closeEach: {
    sentence: "no transaction is open",
    change: (c) => {
      for (const database of all(c)) database.tid = null;
    },
  },
} as const satisfies Record<string, CtdbdChange>;

function inEach(op: "begin" | "cancel", sentence: string): CtdbdEffect {
  return { sentence, effect: (c) => all(c).map(({ name }): Effect => ({ kind: "file", call: { op, db: name } })) };
}

/** What is asked of all databases of a node at once. */
export const serialEffects = {
  beginInEach: inEach("begin", "begin a transaction over each file"),
  cancelInEach: inEach("cancel", "undo what is open in each file"),
  commitEach: {
    sentence: "begin to commit each",
    effect: (c) => all(c).map(({ name }) => ({ kind: "begin", chart: "commit-database", db: name })),
  },
  beginCommitAll: {
    sentence: "answer when all are committed",
    effect: (_c, e) => ("request" in e ? { kind: "begin", chart: "commit-all", request: e.request } : undefined),
  },
  answerAll: {
    sentence: "answer: all are committed",
    effect: (c) => (c.f.request === null ? undefined : { kind: "reply", request: c.f.request, reply: { status: 0 } }),
  },
  refuseAll: {
    sentence: "refuse: not all is frozen, or no such transaction is open",
    effect: (_c, e) =>
      "request" in e
        ? { kind: "reply", request: e.request, reply: { status: -1 }, why: "not all databases are ready for this" }
        : undefined,
  },
  replyOk: { sentence: "answer: done", effect: (_c, e) => replyTo(e, { status: 0 }) },
} as const satisfies Record<string, CtdbdEffect>;
