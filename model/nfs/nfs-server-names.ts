import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import type { Effect, LockCall, LockStatus } from "../effect/index.ts";
import type { Context } from "../process/index.ts";
import { addressSurrendered, noticesToServed, noticesToTaken, serviceSurrendered } from "./nfs-server-asks.ts";
import type { Callout, NfsServerData, NfsServerEvent } from "./nfs-server-data.ts";
import { clientsBy, holders, isV4GraceOver, knownWithLocks, othersThan } from "./v4-clients.ts";

type C = Context<NfsServerData>;
/** A named question about a server. */
export type ServerGuard = Guard<C, NfsServerEvent>;
/** A named change of a server. */
export type ServerChange = Change<C, NfsServerEvent>;
/** A named effect of a server. */
export type ServerEffect = EffectAction<C, NfsServerEvent, Effect>;

const opOf = (c: C): Callout["op"] | undefined => c.d.callout?.op;

/** Does the design have its say at the call-out at hand? */
function isTime({ d }: C): boolean {
  const { design, callout, hasChanged } = d;
  if (callout === null) return false;
  // A grace that would begin when all is over protects nobody if nobody is on record.
  if (!callout.isUsed && design.when === "after-takeip") return false;
  if (design.who === "movers" && !hasChanged) return false;
  const op = design.when === "before-release" ? "startipreallocate" : "ipreallocated";
  return callout.op === (design.scope === "address" ? "takeip" : op);
}

/** What the main line of a server asks itself. */
export const serverGuards = {
  isCalled: { sentence: "somebody calls out to it", test: ({ d }) => d.callouts.length > 0 },
  isGraceOver: {
    sentence: "its grace is over: by its timer, or for all",
    // A node is in grace while any of its services is, lockd or nfsd (facts/ip-nfs.md §5.2).
    test: ({ d }) => d.phase === "grace" && (d.design.end === "timer" ? d.isGraceOver && isV4GraceOver(d) : d.isLifted),
  },
  needsNoMore: {
    sentence: "the move is over, and nobody has anything left to reclaim, that it knows or that nobody waits for",
    test: ({ d }) => {
      if (d.design.end === "coordinated" && d.isGraceOver) return d.needs;
      return d.needs && d.isMoved && Object.keys(d.pending).length === 0 && d.debt <= d.settled;
    },
  },
  restarts: {
    sentence: "the design has the lock manager restarted now",
    test: (c) => c.d.design.who !== "none" && c.d.design.how === "restart" && isTime(c),
  },
  enters: {
    sentence: "the design has the server enter grace now, with what it has locked",
    test: (c) => c.d.design.who !== "none" && c.d.design.how === "keep" && isTime(c),
  },
  extends: {
    sentence: "it takes an address while it is in grace: the grace begins anew",
    test: (c) => opOf(c) === "takeip" && c.d.phase === "grace" && c.d.design.how === "keep",
  },
  isRelease: { sentence: "it lets go of an address", test: (c) => opOf(c) === "releaseip" },
  isStart: {
    sentence: "the service is started again",
    test: (c) => opOf(c) === "startup" && c.d.phase === "closed",
  },
  startsAnew: {
    sentence: "the service is to be started and serves still, as if its ctdbd had not gone: it is stopped first",
    test: (c) =>
      opOf(c) === "startup" && c.d.phase !== "closed" && (c.d.served.length > 0 || Object.keys(c.d.locks).length > 0),
  },
  isShutdown: { sentence: "the service is stopped", test: (c) => opOf(c) === "shutdown" },
  isEnd: { sentence: "the move is over", test: (c) => opOf(c) === "ipreallocated" },
  isMonitor: { sentence: "it is looked after", test: (c) => opOf(c) === "monitor" },
  inBackground: { sentence: "the run does not wait for it", test: (c) => !c.d.design.barrier },
  isQuiet: { sentence: "the file system has answered everything", test: (c) => c.d.inFlight.length === 0 },
  isLeft: {
    sentence: "the file system has answered everything that came by the address",
    test: (c) => !c.d.inFlight.includes(c.d.callout?.address ?? ""),
  },
  isPauseOver: { sentence: "it has paused long enough", test: (c) => c.d.isPauseOver },
} as const satisfies Record<string, ServerGuard>;

/** What the main line changes. */
export const serverChanges = {
  beginCallout: {
    sentence: "the next call-out",
    change: ({ d }) => {
      const [callout = null, ...others] = d.callouts;
      d.callout = callout;
      d.callouts = others;
      if (callout?.op === "takeip") {
        d.served = [...without(d.served, callout.address), callout.address];
        d.taken = [...without(d.taken, callout.address), callout.address];
        // Who has made himself known by it already, before the records were read, has said that he reclaims nothing.
        const isNews = (client: number): boolean => d.known[client] !== callout.address;
        d.pending = { ...d.pending, ...clientsBy(callout.address, callout.clients.filter(isNews)) };
        d.entitled = { ...d.entitled, ...clientsBy(callout.address, callout.v4Clients.filter(isNews)) };
      }
      if (callout?.op === "takeip" || callout?.op === "releaseip") d.hasChanged = true;
    },
  },
  close: {
    sentence: "the lock manager is stopped: it answers nothing",
    change: ({ d }) => {
      d.phase = "closed";
      d.isPauseOver = false;
    },
  },
  forgetAll: {
    sentence: "it serves nothing",
    change: ({ d }) => {
      d.locks = {};
      d.served = [];
      d.taken = [];
      d.graced = [];
      d.exported = [];
      d.pending = {};
      d.known = {};
      d.entitled = {};
      d.needs = false;
    },
  },
  forgetLocks: {
    sentence: "it knows of no locks, and nobody; those who had them may reclaim them",
    change: ({ d }) => {
      d.pending = { ...d.pending, ...holders(d) };
      d.entitled = { ...d.entitled, ...knownWithLocks(d) };
      d.known = {};
      d.locks = {};
    },
  },
  forgetAddress: {
    sentence: "it serves the address no more, nor the locks taken by it",
    change: ({ d }) => {
      const address = d.callout?.address ?? "";
      d.served = without(d.served, address);
      d.taken = without(d.taken, address);
      d.graced = without(d.graced, address);
      d.locks = Object.fromEntries(Object.entries(d.locks).filter(([, lock]) => lock.address !== address));
      d.known = othersThan(d.known, address);
      d.entitled = othersThan(d.entitled, address);
      // Whoever serves it next waits for them.
      d.pending = othersThan(d.pending, address);
    },
  },
  enterGrace: {
    sentence: "it grants nothing new, but what is reclaimed",
    change: ({ d }) => {
      d.phase = "grace";
      d.needs = d.design.end === "coordinated";
      d.isUnused = d.callout?.isUsed === false;
      d.isMoved = false;
      d.isGraceOver = false;
      d.isV4GraceOver = false;
      d.isLifted = false;
      if (d.design.scope === "address")
        d.graced = [...without(d.graced, d.callout?.address ?? ""), d.callout?.address ?? ""];
    },
  },
  noteMoved: {
    sentence: "addresses are where they shall be",
    change: ({ d }) => {
      d.isMoved = true;
      d.debt = d.callout?.debt ?? 0;
      // Nobody was on record when it entered: there is nothing to wait for.
      if (d.phase === "grace" && d.isUnused) d.isGraceOver = true;
      d.hasChanged = false;
      d.taken = [];
    },
  },
  needNoMore: {
    sentence: "for its part the grace may end",
    change: ({ d }) => {
      d.needs = false;
      d.pending = {};
      d.isGraceOver = false;
    },
  },
  open: {
    sentence: "it grants whatever is free",
    change: ({ d }) => {
      d.phase = "open";
      d.graced = [];
      d.pending = {};
      d.entitled = {};
      d.isGraceOver = false;
      d.isLifted = false;
    },
  },
} as const satisfies Record<string, ServerChange>;

function without<T>(list: readonly T[], value: T): T[] {
  return list.filter((one) => one !== value);
}

/** What the main line asks for. */
export const serverEffects = {
  surrenderAll: {
    sentence: "everything it has locked is dropped",
    effect: () => ({ kind: "nfs", do: "surrender", cause: "restart" }),
  },
  surrenderService: {
    sentence: "the service is stopped: everything it has locked is let go of, and nothing is granted here",
    effect: (c) => serviceSurrendered(c, false),
  },
  surrenderAddress: {
    sentence:
      "what is locked through the address is let go of, as ganesha's call-out does and a server that is stopped",
    effect: (c) => addressSurrendered(c, false),
  },
  armPause: {
    sentence: "leave clients the time to see that it is gone",
    effect: (c) => ({ kind: "setTimer", timer: "PAUSE_OVER", delayUs: c.k.lockManagerPauseUs }),
  },
  armGrace: {
    sentence: "the grace ends by this server's own clock, or at the latest",
    effect: (c) => {
      const { end, how } = c.d.design;
      const ownUs = how === "restart" ? c.k.restartGraceUs : c.k.keptGraceUs;
      const delayUs = end === "timer" ? ownUs : c.k.graceLongestUs;
      return delayUs === 0 ? undefined : { kind: "setTimer", timer: "GRACE_OVER", delayUs };
    },
  },
  enforce: {
    sentence: "nothing new is granted here: the file system may count on it",
    effect: ({ d }) => [
      ...(d.design.scope === "server" ? [{ kind: "nfs", do: "enforce", on: true } as const] : []),
      ...(d.needs ? [{ kind: "nfs", do: "need", on: true } as const] : []),
    ],
  },
  tellNoNeed: { sentence: "tell all that it needs no grace", effect: () => ({ kind: "nfs", do: "need", on: false }) },
  relax: { sentence: "grants are to be expected here", effect: () => ({ kind: "nfs", do: "enforce", on: false }) },
  notifyServed: {
    sentence: "notify the clients of addresses that were taken; statd itself those of the others, if no script does",
    effect: (c) => noticesToServed(c, false),
  },
  notifyTaken: {
    sentence: "notify the clients of addresses that were taken, and of no others",
    effect: (c) => noticesToTaken(c, false),
  },
  updateRecords: {
    sentence: "write what is queued where all nodes see it",
    effect: ({ d }) => ({ kind: "nfs", do: "update-records", addresses: d.served }),
  },
  answerCallout: {
    sentence: "the call-out is over",
    effect: ({ d }) => ({ kind: "nfs", do: "called", id: d.callout?.id ?? 0, ok: true }),
  },
  reportStopped: {
    sentence: "an observer sees that it is stopped",
    effect: () => ({ kind: "observe", event: { type: "lock-manager-stopped", addresses: [] } }),
  },
  reportGrace: {
    sentence: "an observer sees its grace",
    effect: ({ d }) => ({ kind: "observe", event: { type: "grace-began", addresses: d.graced } }),
  },
  reportGraceOver: {
    sentence: "an observer sees that it is over",
    effect: () => ({ kind: "observe", event: { type: "grace-ended", addresses: [] } }),
  },
} as const satisfies Record<string, ServerEffect>;

/** The address that a call came by. */
export function addressOf({ way }: LockCall): string {
  return "address" in way ? way.address : "";
}

/** The call of an event that has one. */
export function callOf(e: NfsServerEvent): LockCall | undefined {
  return "call" in e ? e.call : undefined;
}

/** What is made of the call of an event; undefined: it has none. */
export function answered<T>(e: NfsServerEvent, make: (call: LockCall) => T): T | undefined {
  const call = callOf(e);
  return call === undefined ? undefined : make(call);
}

/** An answer to the call at hand. */
export function answer(call: LockCall, status: LockStatus, version = 0): Effect {
  return { kind: "nfs", do: "answer", call, status, version };
}

type Held = Pick<NfsServerData, "locks">;

/** The locks of a server without what anybody has of the file of a call, and with that of its client. */
export function locksWith({ locks }: Held, call: LockCall): Held["locks"] {
  return { ...othersThanOf(locks, call.file), [call.file]: { client: call.client, address: addressOf(call) } };
}

/** The locks of a server without what the client of a call has; somebody else may have the file's since. */
export function locksWithout({ locks }: Held, { file, client }: LockCall): Held["locks"] {
  return locks[file]?.client === client ? othersThanOf(locks, file) : locks;
}

const othersThanOf = (locks: Held["locks"], file: string): Held["locks"] =>
  Object.fromEntries(Object.entries(locks).filter(([name]) => name !== file));
