import { FLAG, INACTIVE, INVALID_GENERATION } from "../words/index.ts";
import { hasOwnFlag, isBeingFrozen } from "./ctdbd-data.ts";
import { type CtdbdChange, type CtdbdContext, type CtdbdEffect, type CtdbdGuard, replyTo } from "./names.ts";

/** Raises one of this node's own flags. */
export function raiseFlag(c: CtdbdContext, bit: number): void {
  c.d.flagsOf[c.d.pnn] = (c.d.flagsOf[c.d.pnn] ?? 0) | bit;
}

/** Clears one of this node's own flags. */
export function clearFlag(c: CtdbdContext, bit: number): void {
  c.d.flagsOf[c.d.pnn] = (c.d.flagsOf[c.d.pnn] ?? 0) & ~bit;
}

/** Questions about stopping, disabling and banning. */
export const activityGuards = {
  bansDisabled: { sentence: "bans are switched off (EnableBans=0)", test: (c) => c.k.enableBans === 0 },
  unbanAsked: { sentence: "the control lifts the ban", test: (_c, e) => "request" in e && e.request.body.forUs === 0 },
  isBanned: { sentence: "this node is banned", test: (c) => hasOwnFlag(c.d, FLAG.banned) },
  notFrozen: {
    sentence: "the node is not frozen as a whole, or not yet: a database that was thawed alone does not count",
    test: (c) => !c.d.frozen || isBeingFrozen(c.d),
  },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes of a node's own flags, and what goes with becoming inactive (facts/leadership.md §1.3). */
export const activityChanges = {
  markBanned: { sentence: "this node is banned", change: (c) => raiseFlag(c, FLAG.banned) },
  clearBanned: {
    sentence: "this node is not banned any more; recovery mode stays as it is",
    change: (c) => clearFlag(c, FLAG.banned),
  },
  markStopped: { sentence: "this node is stopped", change: (c) => raiseFlag(c, FLAG.stopped) },
  clearStopped: {
    sentence: "this node is not stopped any more; nothing else changes",
    change: (c) => clearFlag(c, FLAG.stopped),
  },
  noteReturn: {
    sentence: "if it was inactive and is in a recovery: note under which generation it is active again",
    change: (c) => {
      if (hasOwnFlag(c.d, INACTIVE) && c.d.recoveryMode === "active") c.d.metAgainUnder = c.d.generation;
    },
  },
  markDisabled: {
    sentence: "this node is disabled: a full member without addresses",
    change: (c) => raiseFlag(c, FLAG.disabled),
  },
  clearDisabled: { sentence: "this node is not disabled any more", change: (c) => clearFlag(c, FLAG.disabled) },
  forgetGeneration: {
    sentence:
      "an inactive node is in no cluster, nor are its databases; what volatile ones hold does not count any more",
    change: (c) => {
      c.d.generation = INVALID_GENERATION;
      for (const database of Object.values(c.d.databases)) {
        database.generation = INVALID_GENERATION;
        database.isInvalid = database.kind === "volatile";
      }
    },
  },
  invalidate: {
    sentence: "what volatile databases hold does not count any more: a node is frozen as a whole when it is inactive",
    change: (c) => {
      for (const database of Object.values(c.d.databases)) if (database.kind === "volatile") database.isInvalid = true;
    },
  },
  enterRecoveryMode: {
    sentence: "an inactive node is in recovery mode",
    change: (c) => {
      c.d.recoveryMode = "active";
    },
  },
  freeze: {
    sentence: "freeze all databases",
    change: (c) => {
      c.d.frozen = true;
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** Ban timer and log. */
export const activityEffects = {
  askForRecovery: {
    sentence:
      "as shipped nothing: what it dropped while it was inactive is asked anew only by a recovery, if one comes",
    effect: () => undefined,
  },
  armBanTimer: {
    sentence: "the ban ends after its time",
    effect: (c, e) => ({
      kind: "setTimer",
      timer: "BAN_OVER",
      delayUs: "request" in e ? (e.request.body.forUs ?? c.k.recoveryBanPeriodUs) : c.k.recoveryBanPeriodUs,
    }),
  },
  releaseAll: {
    sentence: "begin to release all public addresses",
    effect: () => ({ kind: "begin", chart: "release-all" }),
  },
  askForTakeover: {
    sentence: "ask the leader for a takeover run",
    effect: (c) => ({ kind: "broadcast", to: "connected", message: { type: "TAKEOVER_RUN", pnn: c.d.pnn } }),
  },
  freezeEach: {
    sentence: "freeze each of its databases that is not frozen yet",
    effect: (c) =>
      Object.values(c.d.databases).flatMap(({ name, mode }) =>
        mode === "none" ? [{ kind: "begin", chart: "freeze-database", db: name } as const] : [],
      ),
  },
  cancelBanTimer: { sentence: "the ban was lifted", effect: () => ({ kind: "cancelTimer", timer: "BAN_OVER" }) },
  reportBanned: {
    sentence: "log the ban, who asked for it and why",
    effect: (c, e) => {
      const request = "request" in e ? e.request : null;
      const forUs = request?.body.forUs ?? c.k.recoveryBanPeriodUs;
      return {
        kind: "observe",
        event: { type: "banned", forUs, by: request?.from ?? c.d.pnn, reason: request?.body.reason ?? "self" },
      };
    },
  },
  reportUnbanned: {
    sentence: "log the end of the ban",
    effect: () => ({ kind: "observe", event: { type: "unbanned" } }),
  },
  replyOk: { sentence: "answer: done", effect: (_c, e) => replyTo(e, { status: 0 }) },
} as const satisfies Record<string, CtdbdEffect>;
