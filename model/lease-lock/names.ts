import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import type { Effect, ServiceCall } from "../effect/index.ts";
import type { Context } from "../process/index.ts";
import type { LeaseData, LeaseEvent } from "./lease-data.ts";

/** What the charts of a lease see. */
export type LeaseContext = Context<LeaseData>;
/** A named question about a lease. */
export type LeaseGuard = Guard<LeaseContext, LeaseEvent>;
/** A named change of a lease's data. */
export type LeaseChange = Change<LeaseContext, LeaseEvent>;
/** A named effect of a process that keeps a lease. */
export type LeaseEffect = EffectAction<LeaseContext, LeaseEvent, Effect>;

/** How a request about a lease is made, beside what it asks. */
export interface RequestManner {
  readonly timeoutUs: number;
  readonly tries: number;
  readonly deaf?: boolean;
}

/** A request to the lock service. */
export function request(call: ServiceCall, manner: RequestManner): Effect {
  return { kind: "request", call, ...manner };
}

/** Questions that every keeper of a lease asks. */
export const leaseGuards = {
  holdsLease: { sentence: "it has said that it holds the lock", test: (c) => c.d.holds },
  renewIsDue: { sentence: "the time to renew has come", test: (c) => c.d.renewDue },
  parentKnown: { sentence: "it knows whether its parent exists", test: (c) => c.d.parentIs !== "asked" },
  parentGone: { sentence: "the parent it polls is gone", test: (c) => c.d.parentIs === "gone" },
  startedByInit: {
    sentence: "its parent was already dead when it looked: pid 1 is never waited for",
    test: (c) => c.d.parent === 1,
  },
} as const satisfies Record<string, LeaseGuard>;

/** Changes of a lease's data. */
export const leaseChanges = {
  readParent: {
    sentence: "remember its parent",
    change: (c) => {
      c.d.parent = c.d.ppid;
    },
  },
  askParent: {
    sentence: "it does not know yet whether its parent exists",
    change: (c) => {
      c.d.parentIs = "asked";
    },
  },
  noteParent: {
    sentence: "remember whether its parent exists; a zombie does (F5)",
    change: (c, e) => {
      if (e.type === "PROBED") c.d.parentIs = e.exists ? "there" : "gone";
    },
  },
  noteAsked: {
    sentence: "remember when it asked: the lease cannot run from earlier",
    change: (c) => {
      c.d.askedAtUs = c.d.monotonicUs;
      c.f.answer = null;
    },
  },
  noteRenewed: {
    sentence: "the lease runs from when it was asked for",
    change: (c) => {
      c.d.renewedAtUs = c.d.askedAtUs;
    },
  },
  noteHeld: {
    sentence: "it holds the lock",
    change: (c) => {
      c.d.revision = c.f.answer?.revision ?? c.d.revision;
      c.d.holds = true;
    },
  },
  renewIsNowDue: {
    sentence: "the next renewal may begin",
    change: (c) => {
      c.d.renewDue = true;
    },
  },
  renewBegins: {
    sentence: "a renewal begins",
    change: (c) => {
      c.d.renewDue = false;
    },
  },
} as const satisfies Record<string, LeaseChange>;

/** What every keeper of a lease does. */
export const leaseEffects = {
  writeHeld: {
    sentence: "status 0: it holds the lock",
    effect: (c) => ({ kind: "write", byte: "0", revision: c.d.revision }),
  },
  writeContended: { sentence: "status 1: somebody else holds it", effect: () => ({ kind: "write", byte: "1" }) },
  writeFailed: { sentence: "status 3: an error", effect: () => ({ kind: "write", byte: "3" }) },
  probeParent: {
    sentence: "does the parent exist? (kill with signal 0)",
    effect: (c) => ({ kind: "probe", pid: c.d.parent }),
  },
  armClaim: {
    sentence: "stop claiming the lock before the lease can end (as shipped nobody counts: H12)",
    effect: () => undefined,
  },
  callRelease: {
    sentence: "release the lock, on top of whatever it waits for",
    effect: () => ({ kind: "call", chart: "lease-release" }),
  },
  exit: { sentence: "exit; the service is not told", effect: () => ({ kind: "exit", code: 0 }) },
  dieOfTerm: { sentence: "the default action of SIGTERM: die", effect: () => ({ kind: "exit", code: 143 }) },
} as const satisfies Record<string, LeaseEffect>;
