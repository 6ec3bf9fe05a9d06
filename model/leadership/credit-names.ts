import { failures } from "../process/index.ts";
import type { Pnn } from "../words/index.ts";
import type { RecoverdChange, RecoverdContext, RecoverdEffect, RecoverdGuard } from "./names.ts";
import { isInactive } from "./view.ts";

/**
 * Banning credits (facts/leadership.md §1.7): counted by the daemon that observes, per culprit; an inactive
 * node assigns none; older ones are forgotten.
 */
export function assignCredits(c: RecoverdContext, culprits: readonly Pnn[], reason: string, count = 1): void {
  const inactive = isInactive(c.d);
  c.d.blamed = inactive ? [] : [...culprits];
  c.d.blameReason = reason;
  for (const culprit of c.d.blamed) {
    const forgotten = c.d.nowUs - (c.d.creditedAtUs[culprit] ?? 0) > c.k.recoveryGracePeriodUs;
    c.d.credits[culprit] = (forgotten ? 0 : (c.d.credits[culprit] ?? 0)) + count;
    c.d.creditedAtUs[culprit] = c.d.nowUs;
  }
}

function isOver(c: RecoverdContext, pnn: Pnn): boolean {
  return (c.d.credits[pnn] ?? 0) >= c.k.creditsPerNode * c.d.nodes;
}

function nodesOver(c: RecoverdContext): readonly Pnn[] {
  const over: Pnn[] = [];
  for (let pnn = 0; pnn < c.d.credits.length; pnn += 1) if (isOver(c, pnn)) over.push(pnn);
  return over;
}

/** Questions about credits. */
export const creditGuards = {
  selfIsOver: { sentence: "this node has too many banning credits in its own eyes", test: (c) => isOver(c, c.d.pnn) },
} as const satisfies Record<string, RecoverdGuard>;

/** Changes of credits. */
export const creditChanges = {
  blameSilent: {
    sentence: "a credit for each node that did not answer",
    change: (c) => assignCredits(c, failures(c), "did not answer"),
  },
  blameSelfForLock: {
    sentence: "a credit for itself: the lock it should hold is not held",
    change: (c) => assignCredits(c, [c.d.pnn], "lock not held"),
  },
  forgetPunished: {
    sentence: "credits that led to a ban are spent",
    change: (c) => {
      for (const pnn of nodesOver(c)) if (pnn !== c.d.pnn) c.d.credits[pnn] = 0;
    },
  },
  forgetOwn: {
    sentence: "its own credits are spent",
    change: (c) => {
      c.d.credits[c.d.pnn] = 0;
    },
  },
  forgetAll: {
    sentence: "a completed recovery clears all credits",
    change: (c) => {
      c.d.credits.fill(0);
    },
  },
} as const satisfies Record<string, RecoverdChange>;

/** Bans, and what the log says about credits. */
export const creditEffects = {
  banCulprits: {
    sentence: "ban every node with too many credits",
    effect: (c) => {
      const over = nodesOver(c);
      if (over.length === 0) return undefined;
      const as = c.d.leader === c.d.pnn ? "leader" : "self";
      return {
        kind: "ask",
        op: "SET_BAN_STATE",
        to: over,
        body: { forUs: c.k.recoveryBanPeriodUs, reason: "credits" },
        as,
        timeoutUs: c.k.recoverTimeoutUs,
      };
    },
  },
  banSelfForLock: {
    sentence: "ban itself: it leads without the lock",
    effect: (c) => ({
      kind: "ask",
      op: "SET_BAN_STATE",
      to: [c.d.pnn],
      body: { forUs: c.k.recoveryBanPeriodUs, reason: "no-lock" },
      as: "self",
      timeoutUs: c.k.recoverTimeoutUs,
    }),
  },
  reportCredits: {
    sentence: "log the credits just assigned",
    effect: (c) =>
      c.d.blamed.map((culprit) => ({
        kind: "observe",
        event: { type: "credit-assigned", culprit, reason: c.d.blameReason, count: c.d.credits[culprit] ?? 0 },
      })),
  },
} as const satisfies Record<string, RecoverdEffect>;
