import { type DatabaseSpec, newDatabase } from "../database/index.ts";
import type { ControlBody, Request } from "../effect/index.ts";
import {
  type CtdbdChange,
  type CtdbdContext,
  type CtdbdEffect,
  type CtdbdGuard,
  hasOwnFlag,
  isConnected,
  peersOf,
} from "../node/index.ts";
import { INACTIVE } from "../words/index.ts";

/** The database that is to be attached; undefined: the procedure is about none. */
function specOf({ f }: CtdbdContext): DatabaseSpec | undefined {
  return f.request?.body.spec;
}

function nameOf(c: CtdbdContext): string {
  return specOf(c)?.name ?? "";
}

/** Does a client of this node ask? What comes from other nodes is never put off. */
function isClients({ d, f }: CtdbdContext): boolean {
  return f.request?.from === d.pnn && f.request.as !== "leader";
}

function isReady({ d }: CtdbdContext): boolean {
  return d.recoveryMode === "normal" && (d.runState === "startup" || d.runState === "running");
}

function waitedUs({ d, f }: CtdbdContext): number {
  return d.nowUs - f.sinceUs;
}

function isLate(c: CtdbdContext): boolean {
  return waitedUs(c) >= c.k.deferredAttachUs;
}

function isAskerGone({ d, f }: CtdbdContext): boolean {
  return f.request !== null && d.goneClients.includes(f.request.pid);
}

/** Questions about a database that is to be attached (facts/recovery.md §1.11). */
export const attachGuards = {
  isOutsider: {
    sentence: "a client of an inactive node asks, or its own recovery",
    test: ({ d, f }) => f.request?.from === d.pnn && hasOwnFlag(d, INACTIVE),
  },
  isTooEarly: {
    sentence: "a recovery helper asks its own node, which is in recovery mode normal (since 4.4)",
    test: ({ d, f }) => f.request?.body.inRecovery === true && f.request.from === d.pnn && d.recoveryMode === "normal",
  },
  mustWait: { sentence: "a client asks in a recovery, or before start-up", test: (c) => isClients(c) && !isReady(c) },
  waitOver: {
    sentence: "the recovery is over, DeferredAttachTO has passed, or the client is gone",
    test: (c) => isReady(c) || isLate(c) || isAskerGone(c),
  },
  isLate: { sentence: "DeferredAttachTO has passed", test: isLate },
  isAskerGone: { sentence: "the client is gone", test: isAskerGone },
  pauseOver: {
    sentence: "a second has passed, or the client is gone",
    test: (c) => waitedUs(c) >= c.k.attachAgainUs || isAskerGone(c),
  },
  isOtherKind: {
    sentence: "there is a database of that name and not of that kind; who asks for a volatile one takes any",
    test: (c) => {
      const [here, spec] = [c.d.databases[nameOf(c)], specOf(c)];
      return here !== undefined && spec?.kind !== "volatile" && spec?.kind !== here.kind;
    },
  },
  isAttached: {
    sentence: "the database is attached already: its file stays as it is",
    test: (c) => c.d.databases[nameOf(c)] !== undefined,
  },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes that an attach makes. */
export const attachChanges = {
  beginWait: {
    sentence: "from now on it waits",
    change: (c) => {
      c.f.sinceUs = c.d.nowUs;
    },
  },
  attach: {
    sentence: "the database is attached, under the generation of the map",
    change: (c) => {
      const spec = specOf(c);
      if (spec === undefined) return;
      const database = newDatabase(spec, c.d.generation);
      // It belongs to the cluster as the last recovery that was complete has left it: who was not there has nothing of it
      // that counts.
      const complete = Object.values(c.d.databases).map(({ epoch }) => epoch);
      if (c.d.recoveryMode === "normal") database.epoch = Math.max(0, ...complete);
      c.d.databases[spec.name] = database;
    },
  },
} as const satisfies Record<string, CtdbdChange>;

function timer(sentence: string, delayUs: (c: CtdbdContext) => number): CtdbdEffect {
  return {
    sentence,
    effect: (c) => ({ kind: "setTimer", timer: "ATTACH_DUE", peer: c.f.request?.id ?? 0, delayUs: delayUs(c) }),
  };
}

function answer(sentence: string, status: number, why?: string): CtdbdEffect {
  const reply = (request: Request) => ({ kind: "reply", request, reply: { status }, ...(why && { why }) }) as const;
  return { sentence, effect: ({ f }) => (f.request === null ? undefined : reply(f.request)) };
}

/** What an attach asks for. */
export const attachEffects = {
  armWait: timer("wait no longer than DeferredAttachTO", ({ k }) => k.deferredAttachUs),
  armAgain: timer("look again a second later", ({ k }) => k.attachAgainUs),
  openFile: {
    sentence: "open its file",
    effect: (c) => {
      const { name, kind } = specOf(c) ?? {};
      return name === undefined
        ? undefined
        : { kind: "file", call: { op: "open", db: name, isKept: kind === "persistent" } };
    },
  },
  reportAttached: {
    sentence: "log that it is attached",
    effect: (c) => ({
      kind: "observe",
      event: { type: "database-attached", db: nameOf(c), generation: c.d.generation },
    }),
  },
  tellOthers: {
    sentence: "tell all connected nodes, whoever it came from; nobody looks at their answers",
    effect: (c) => {
      const spec = specOf(c);
      const body: ControlBody = spec === undefined ? {} : { spec };
      const to = peersOf(c.d).filter((peer) => isConnected(c.d, peer));
      return { kind: "ask", op: "DB_ATTACH", to, body, as: "self", timeoutUs: c.k.controlTimeoutUs };
    },
  },
  answerAttached: answer("answer: it is attached", 0),
  answerOutsider: answer("refuse: this node is no member", -1, "the node is inactive"),
  answerTooEarly: answer("refuse: a recovery attaches only in recovery mode active", -1),
  answerLate: answer("answer: an error, after DeferredAttachTO", -1, "the recovery lasts too long"),
  answerOtherKind: answer("refuse: it is of another kind", -1, "the database is of another kind"),
} as const satisfies Record<string, CtdbdEffect>;
