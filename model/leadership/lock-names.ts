import { newHandle } from "../process/index.ts";
import type { RecoverdChange, RecoverdEffect, RecoverdGuard } from "./names.ts";
import { lockState } from "./recoverd-data.ts";

/** Questions about the cluster lock as this daemon believes to have it (facts/leadership.md §6.2, §4.4 T10-T15). */
export const lockGuards = {
  lockConfigured: { sentence: "a cluster lock is configured", test: (c) => c.d.lockConfigured },
  lockHeld: {
    sentence: "its helper has reported the lock as taken and is not known to be gone",
    test: (c) => lockState(c.d) === "held",
  },
  lockMissing: {
    sentence: "a lock is configured and it does not hold it",
    test: (c) => c.d.lockConfigured && lockState(c.d) !== "held",
  },
  wonWithoutLock: {
    sentence: "it believes in itself, a lock is configured, and it does not hold it",
    test: (c) => c.d.leader === c.d.pnn && c.d.lockConfigured && lockState(c.d) !== "held",
  },
  statusIn: {
    sentence: "the lock attempt has been answered, has ended or has timed out",
    test: (c) => c.d.children[c.f.handle]?.status !== null,
  },
  statusHeld: {
    sentence: "the helper's status is 0: the lock is taken",
    test: (c) => c.d.children[c.f.handle]?.status === "0",
  },
  beforeStatus: {
    sentence: "nothing has been heard from that child yet",
    test: (c, e) => "handle" in e && c.d.children[e.handle]?.status === null,
  },
  attemptIsOpen: {
    sentence: "the attempt whose time ran out is still unanswered",
    test: (c, e) => "peer" in e && c.d.children[e.peer]?.status === null,
  },
  lostItsLock: {
    sentence: "that child held the lock",
    test: (c, e) => "handle" in e && c.d.children[e.handle]?.locked === true,
  },
} as const satisfies Record<string, RecoverdGuard>;

/** Changes to what this daemon believes about its lock. */
export const lockChanges = {
  newAttempt: {
    sentence: "the attempt about to be made is the one it goes by",
    change: (c) => {
      c.f.handle = newHandle(c.d);
      c.d.lockHandle = c.f.handle;
      c.d.children[c.f.handle] = { status: null, locked: false };
    },
  },
  recordStatus: {
    sentence: "note the child's answer; only 0 means held",
    change: (c, e) => {
      if (e.type !== "CHILD_OUTPUT") return;
      const child = c.d.children[e.handle];
      if (child === undefined) return;
      child.status = e.byte;
      child.locked = e.byte === "0" && e.handle === c.d.lockHandle;
      child.revision = e.revision ?? 0;
    },
  },
  recordNoStatus: {
    sentence: "a pipe that closes without an answer is an error",
    change: (c, e) => {
      const child = "handle" in e ? c.d.children[e.handle] : undefined;
      if (child !== undefined) child.status = "3";
    },
  },
  recordTimeout: {
    sentence: "an attempt without an answer in time has timed out",
    change: (c, e) => {
      const child = "peer" in e ? c.d.children[e.peer] : undefined;
      if (child !== undefined) child.status = "2";
    },
  },
  forgetAttempt: {
    sentence: "go by no attempt any more",
    change: (c) => {
      if (c.d.lockHandle === c.f.handle) c.d.lockHandle = 0;
      delete c.d.children[c.f.handle];
    },
  },
  forgetLock: {
    sentence: "go by no lock any more, if it held one",
    change: (c) => {
      if (lockState(c.d) !== "held") return;
      delete c.d.children[c.d.lockHandle];
      c.d.lockHandle = 0;
    },
  },
} as const satisfies Record<string, RecoverdChange>;

/** What this daemon does to its helper: it never waits for it, and never kills it (facts/leadership.md §0.7). */
export const lockEffects = {
  spawnLockHelper: {
    sentence: "start the lock helper",
    effect: (c) => ({ kind: "spawn", program: "lock-helper", handle: c.f.handle }),
  },
  armTakeTimer: {
    sentence: "give the attempt its time",
    effect: (c) => ({ kind: "setTimer", timer: "LOCK_TAKE_TIMEOUT", peer: c.f.handle, delayUs: c.k.lockTakeTimeoutUs }),
  },
  cancelTakeTimer: {
    sentence: "the attempt is over",
    effect: (_c, e) =>
      "handle" in e ? { kind: "cancelTimer", timer: "LOCK_TAKE_TIMEOUT", peer: e.handle } : undefined,
  },
  terminateAttempt: {
    sentence: "SIGTERM to the helper of the failed attempt, close its pipe",
    effect: (c) => [
      { kind: "signal", handle: c.f.handle, signal: "TERM" },
      { kind: "closePipe", handle: c.f.handle },
    ],
  },
  releaseLock: {
    sentence: "SIGTERM to the helper that holds the lock, close its pipe, do not wait",
    effect: (c) =>
      lockState(c.d) === "held"
        ? [
            { kind: "signal", handle: c.d.lockHandle, signal: "TERM" },
            { kind: "closePipe", handle: c.d.lockHandle },
            { kind: "observe", event: { type: "lock-released" } },
          ]
        : undefined,
  },
  releaseOrCancel: {
    sentence: "SIGTERM to the helper, whether it holds the lock or still tries",
    effect: (c) => (c.d.lockHandle === 0 ? undefined : { kind: "signal", handle: c.d.lockHandle, signal: "TERM" }),
  },
  reportRefused: {
    sentence: "log that the lock was not to be had",
    effect: (c) => ({
      kind: "observe",
      event: { type: "lock-refused", status: c.d.children[c.f.handle]?.status ?? "3" },
    }),
  },
  reportLost: {
    sentence: "log that the lock was lost",
    effect: () => ({ kind: "observe", event: { type: "lock-lost" } }),
  },
} as const satisfies Record<string, RecoverdEffect>;
