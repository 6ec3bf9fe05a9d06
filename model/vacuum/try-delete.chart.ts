import { procedure } from "../chart/index.ts";
import { READONLY_FLAGS } from "../database/index.ts";
import type { Effect } from "../effect/index.ts";
import { databaseOf, keyOf, recordEffects, recordGuards } from "../migration/index.ts";
import type { CtdbdContext, CtdbdData, CtdbdEffect, CtdbdEvent, CtdbdGuard } from "../node/index.ts";
import type { ProgramProcedure } from "../process/index.ts";

function answer({ f }: CtdbdContext, status: number): Effect | undefined {
  return f.request === null ? undefined : { kind: "reply", request: f.request, reply: { status } };
}

const guards = {
  isUnknown: { sentence: "no such database is attached", test: (c) => databaseOf(c) === undefined },
  isLmaster: recordGuards.isLmaster,
  chainTaken: recordGuards.chainTaken,
  isGone: { sentence: "there is no copy here", test: ({ f }) => f.record === null },
  isNewer: {
    sentence: "the copy that is here has a higher rsn",
    test: ({ f }) => (f.record?.rsn ?? 0) > (f.request?.body.header?.rsn ?? 0),
  },
  isRead: {
    sentence: "there are copies of it to read, or this is one",
    test: ({ f }) => (((f.record?.flags ?? 0) | (f.request?.body.header?.flags ?? 0)) & READONLY_FLAGS) !== 0,
  },
  isDmaster: recordGuards.isDmaster,
} as const satisfies Record<string, CtdbdGuard>;

const effects = {
  tryLock: recordEffects.tryLock,
  fetch: recordEffects.fetch,
  remove: {
    sentence: "remove the copy, whatever is in it",
    effect: (c) => ({
      kind: "file",
      call: { op: "store", db: databaseOf(c)?.name ?? "", key: keyOf(c), copy: null },
    }),
  },
  unlock: recordEffects.unlock,
  answerDeleted: { sentence: "answer: there is no copy here", effect: (c) => answer(c, 0) },
  answerKept: { sentence: "answer: there may be one", effect: (c) => answer(c, -1) },
} as const satisfies Record<string, CtdbdEffect>;

const kept = { actions: ["unlock"], to: "keep" } as const;

const spec: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "try-delete",
  sentence: "the lmaster of a deleted record wants this node's copy gone; nobody asks for a generation",
  source: "facts/recovery.md §1.8; server/ctdb_recover.c delete_tdb_record",
  guards,
  actions: effects,
  ends: ["kept"],
  steps: [
    {
      name: "look-up",
      sentence: "an lmaster deletes by its own vacuum",
      exits: [
        { guard: "isUnknown", to: "keep" },
        { guard: "isLmaster", to: "keep" },
      ],
    },
    {
      name: "lock",
      sentence: "a frozen database, or a record that somebody is at, stays as it is",
      do: ["tryLock"],
      exits: [{ guard: "chainTaken", to: "keep" }],
    },
    {
      name: "read",
      sentence: "only an older copy goes, and only where it is not the dmaster's",
      do: ["fetch"],
      exits: [
        { guard: "isGone", actions: ["unlock"], to: "confirm" },
        { guard: "isNewer", ...kept },
        { guard: "isRead", ...kept },
        { guard: "isDmaster", ...kept },
      ],
    },
    { name: "remove", sentence: "gone", do: ["remove", "unlock"] },
    { name: "confirm", sentence: "there is no copy here", do: ["answerDeleted"], exits: [{ to: "done" }] },
    { name: "keep", sentence: "there may be a copy here", do: ["answerKept"], exits: [{ to: "kept" }] },
  ],
};

/** TRY_DELETE_RECORDS. */
export const tryDeleteChart = procedure(spec);
