import type { CtdbdChange, CtdbdContext, CtdbdEffect, CtdbdEvent, CtdbdGuard } from "../node/index.ts";
import { newHandle } from "../process/index.ts";

/** The handle of the child that an event is about; 0: of none. */
function handleIn(e: CtdbdEvent): number {
  if ("handle" in e) return e.handle;
  return "peer" in e ? e.peer : 0;
}

function statusOf({ d, f }: CtdbdContext): string | null | undefined {
  return d.reloads[f.handle];
}

/** Questions of a daemon about its reloading children. */
export const reloadChildGuards = {
  reloadIsOpen: {
    sentence: "it is a child that reloads addresses and has said nothing yet",
    test: (c, e) => c.d.reloads[handleIn(e)] === null,
  },
  reloadIsOver: { sentence: "the child has answered, is gone, or was killed", test: (c) => statusOf(c) !== null },
  isReloaded: { sentence: "the child has done it", test: (c) => statusOf(c) === "0" },
} as const satisfies Record<string, CtdbdGuard>;

/** What a daemon remembers of its reloading children. */
export const reloadChildChanges = {
  newReload: {
    sentence: "the next child reloads the addresses",
    change: (c) => {
      c.f.handle = newHandle(c.d);
      c.d.reloads[c.f.handle] = null;
    },
  },
  forgetReload: {
    sentence: "the child is done with",
    change: (c) => {
      delete c.d.reloads[c.f.handle];
    },
  },
  noteReload: {
    sentence: "note what the child says",
    change: (c, e) => {
      if (e.type === "CHILD_OUTPUT") c.d.reloads[e.handle] = e.byte;
    },
  },
  noteReloadEnd: {
    sentence: "a child that ends without a word, or has had its time, has not done it",
    change: (c, e) => {
      c.d.reloads[handleIn(e)] = "3";
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What a daemon does about a reload. */
export const reloadChildEffects = {
  spawnReload: {
    sentence: "fork a child that reloads the addresses",
    effect: (c) => ({ kind: "spawn", program: "reload-child", handle: c.f.handle }),
  },
  armReloadTimeout: {
    sentence: "give the child its time",
    effect: (c) => ({
      kind: "setTimer",
      timer: "RELOAD_TIMEOUT",
      peer: c.f.handle,
      delayUs: c.k.reloadTimeoutUs,
    }),
  },
  killReload: {
    sentence: "SIGKILL to the child",
    effect: (_c, e) => ({ kind: "signal", handle: handleIn(e), signal: "KILL" }),
  },
  endReload: {
    sentence: "close the child's pipe",
    effect: (c) => [
      { kind: "cancelTimer", timer: "RELOAD_TIMEOUT", peer: c.f.handle },
      { kind: "closePipe", handle: c.f.handle },
    ],
  },
  answerReloaded: {
    sentence: "answer: done",
    effect: (c) => (c.f.request === null ? undefined : { kind: "reply", request: c.f.request, reply: { status: 0 } }),
  },
  answerNotReloaded: {
    sentence: "answer: failed",
    effect: (c) =>
      c.f.request === null
        ? undefined
        : { kind: "reply", request: c.f.request, reply: { status: -1 }, why: "its child did not reload the addresses" },
  },
} as const satisfies Record<string, CtdbdEffect>;
