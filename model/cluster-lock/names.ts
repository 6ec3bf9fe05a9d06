import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import type { Effect } from "../effect/index.ts";
import type { Context } from "../process/index.ts";
import type { LockHelperData, LockHelperEvent } from "./lock-helper-data.ts";

type C = Context<LockHelperData>;
/** The handle by which a helper knows its check child. */
const CHECK_CHILD = 1;

/** Questions of a helper and its check child. */
export const helperGuards = {
  startedByInit: {
    sentence: "its parent was already dead when it looked: pid 1 is never waited for",
    test: (c) => c.d.parent === 1,
  },
  parentExists: {
    sentence: "the parent it polls still exists; a zombie does (F5)",
    test: (_c, e) => e.type === "PROBED" && e.exists,
  },
  checksWanted: {
    sentence: "the lock file is to be checked (recheck interval above 0)",
    test: (c) => c.k.helperRecheckUs > 0,
  },
  checkIsDue: { sentence: "the recheck interval has passed", test: (c) => c.d.recheckDue },
  otherObject: {
    sentence: "the name leads to another file than the one that is locked",
    test: (c) => c.f.io?.object !== c.d.object,
  },
  never: { sentence: "it holds the lock until something ends it", test: () => false },
} as const satisfies Record<string, Guard<C, LockHelperEvent>>;

/** Changes of a helper's data. */
export const helperChanges = {
  readParent: {
    sentence: "remember its parent",
    change: (c) => {
      c.d.parent = c.d.ppid;
    },
  },
  rememberObject: {
    sentence: "remember which file it opened",
    change: (c) => {
      c.d.object = c.f.io?.object ?? 0;
    },
  },
  checkIsNowDue: {
    sentence: "the next check may begin",
    change: (c) => {
      c.d.recheckDue = true;
    },
  },
  checkBegins: {
    sentence: "a check begins",
    change: (c) => {
      c.d.recheckDue = false;
    },
  },
} as const satisfies Record<string, Change<C, LockHelperEvent>>;

/** What a helper and its check child do. */
export const helperEffects = {
  openOrCreate: {
    sentence: "open the lock file, create it if it is not there",
    effect: (c) => ({ kind: "io", call: "open", create: true, path: c.d.lockSetting }),
  },
  open: {
    sentence: "open the lock file",
    effect: (c) => ({ kind: "io", call: "open", create: false, path: c.d.lockSetting }),
  },
  lock: { sentence: "lock byte 0, do not wait", effect: () => ({ kind: "io", call: "lock", byte: 0, wait: false }) },
  lockCheckByte: {
    sentence: "lock byte 1, wait for it: this touches the file system",
    effect: () => ({ kind: "io", call: "lock", byte: 1, wait: true }),
  },
  close: { sentence: "close the lock file", effect: () => ({ kind: "io", call: "close" }) },
  writeHeld: { sentence: "status 0: it holds the lock", effect: () => ({ kind: "write", byte: "0" }) },
  writeContended: { sentence: "status 1: somebody else holds it", effect: () => ({ kind: "write", byte: "1" }) },
  writeFailed: { sentence: "status 3: an error", effect: () => ({ kind: "write", byte: "3" }) },
  forkCheckChild: {
    sentence: "fork the child that checks the lock file; it inherits standard output (F4)",
    effect: () => ({ kind: "spawn", program: "lock-check-child", handle: CHECK_CHILD }),
  },
  armParentPoll: {
    sentence: "look for the parent after the poll interval",
    effect: (c) => ({ kind: "setTimer", timer: "PARENT_POLL_DUE", delayUs: c.k.helperParentPollUs }),
  },
  probeParent: {
    sentence: "does the parent exist? (kill with signal 0)",
    effect: (c) => ({ kind: "probe", pid: c.d.parent }),
  },
  armRecheck: {
    sentence: "check again after the recheck interval",
    effect: (c) => ({ kind: "setTimer", timer: "RECHECK_DUE", delayUs: c.k.helperRecheckUs }),
  },
  exit: { sentence: "exit; the kernel drops its locks", effect: () => ({ kind: "exit", code: 0 }) },
  dieOfTerm: {
    sentence: "the default action of SIGTERM: die, the kernel drops the locks",
    effect: () => ({ kind: "exit", code: 143 }),
  },
} as const satisfies Record<string, EffectAction<C, LockHelperEvent, Effect>>;
