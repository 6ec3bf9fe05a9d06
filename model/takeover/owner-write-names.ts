import type { Effect } from "../effect/index.ts";
import type { CtdbdContext, CtdbdEffect, CtdbdGuard } from "../node/index.ts";
import type { Pnn } from "../words/index.ts";
import { activeAsSeen, transactionOver } from "./replicated-write.ts";
import { ownerValue, servedDatabase } from "./served-database.ts";

const { name: db } = servedDatabase;

function answer({ f }: CtdbdContext, status: number, why: string): Effect | undefined {
  return f.request === null ? undefined : { kind: "reply", request: f.request, reply: { status }, why };
}

/** Active nodes that the last recovery included: whoever has come since refuses, and has it from the next one. */
function writers(c: CtdbdContext): readonly Pnn[] {
  return activeAsSeen(c).filter((pnn) => c.d.members.includes(pnn));
}

/** Questions about writing who shall serve what. */
export const ownerWriteGuards = {
  isRecovering: {
    sentence: "recovery mode is not normal: no node would write it",
    test: ({ d }) => d.recoveryMode !== "normal",
  },
} as const satisfies Record<string, CtdbdGuard>;

/** What a node does to have it written. */
export const ownerWriteEffects = {
  askToWrite: {
    sentence: "have every active node write it that the last recovery included, this one among them",
    effect: (c) => {
      const owners = c.f.request?.body.owners ?? [];
      const values = owners.map(([address, pnn]) => [address, ownerValue(pnn)] as const);
      const copies = transactionOver(c, db, c.f.file?.copies ?? {}, values);
      const timeoutUs = c.k.takeoverTimeoutUs;
      return { kind: "ask", op: "UPDATE_RECORD", to: writers(c), body: { db, copies }, as: "self", timeoutUs };
    },
  },
  answerWritten: { sentence: "answer: written everywhere", effect: (c) => answer(c, 0, "done") },
  answerNotWritten: {
    sentence: "answer: not written, or not everywhere",
    effect: (c) => answer(c, -1, "not every node has written who shall serve what"),
  },
} as const satisfies Record<string, CtdbdEffect>;
