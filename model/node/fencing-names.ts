import type { CtdbdChange, CtdbdEffect, CtdbdGuard } from "./names.ts";

/** Fencing (our design): a leader's controls carry the number of its lock grant, and nodes compare. */
export const fencingGuards = {
  fromOldGrant: {
    sentence: "the sender leads by a grant of the lock before the latest that is known here (without fencing: never)",
    test: (c, e) =>
      "request" in e && e.request.body.revision !== undefined && e.request.body.revision < c.d.latestGrant,
  },
} as const satisfies Record<string, CtdbdGuard>;

/** What a node remembers of grants. */
export const fencingChanges = {
  noteGrant: {
    sentence: "remember the grant by which the sender leads",
    change: (c, e) => {
      if ("request" in e) c.d.latestGrant = Math.max(c.d.latestGrant, e.request.body.revision ?? 0);
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What a node says to a leader of the past. */
export const fencingEffects = {
  refuseOldGrant: {
    sentence: "refuse: a later grant of the lock is known",
    effect: (_c, e) =>
      "request" in e
        ? { kind: "reply", request: e.request, reply: { status: -1 }, why: "a later grant of the lock is known" }
        : undefined,
  },
} as const satisfies Record<string, CtdbdEffect>;

/** The first way on of every control that a leader of the past must not carry through. */
export const refuseOld = { guard: "fromOldGrant", actions: "refuseOldGrant" } as const;
