import type { Effect } from "../effect/index.ts";
import { newHandle } from "../process/index.ts";
import { FLAG, recoveryDesigns } from "../words/index.ts";
import { isBeingFrozen } from "./ctdbd-data.ts";
import type { CtdbdChange, CtdbdContext, CtdbdEffect, CtdbdGuard } from "./names.ts";

function answer(c: CtdbdContext, status: number, why = "done"): Effect | undefined {
  return c.f.request === null ? undefined : { kind: "reply", request: c.f.request, reply: { status }, why };
}

/** Can a database still be of that recovery, or of one before? What is older than all of them is of no use. */
function isNeeded({ d }: CtdbdContext, attended: number): boolean {
  return Object.values(d.databases).some(({ epoch }) => epoch <= attended);
}

/** Questions of the controls of a recovery that take time. */
export const recoveryGuards = {
  lockSettingDiffers: {
    sentence: "the sender's cluster lock setting is not word for word its own, and the sender is seen as connected",
    test: (c) => {
      const request = c.f.request;
      if (request === null || ((c.d.flagsOf[request.from] ?? 0) & FLAG.disconnected) !== 0) return false;
      return (request.body.lockSetting ?? "") !== c.d.lockSetting;
    },
  },
  generationsDiffer: {
    sentence: "one of its databases has another generation than the map",
    test: (c) => Object.values(c.d.databases).some(({ generation }) => generation !== c.d.generation),
  },
  inRecovery: {
    sentence: "this node is in recovery mode: such an event may not run then",
    test: (c) => c.d.recoveryMode === "active",
  },
  notAllFrozen: {
    sentence:
      "the node froze nothing by itself, or is at it still, which counts up to 4.3: whatever is locked stays so",
    test: ({ d }) => !d.frozen || (recoveryDesigns[d.recovery].ownFreezers && isBeingFrozen(d)),
  },
  overtaken: {
    sentence: "as shipped never asked: what was so before the probe is taken to be so after it",
    test: () => false,
  },
  lockNotConfigured: { sentence: "no cluster lock is configured", test: (c) => !c.d.lockConfigured },
  probeAnswered: {
    sentence: "the lock probe has answered, ended or timed out",
    test: (c) => c.d.probes[c.f.handle] !== null,
  },
  probeContended: {
    sentence: "somebody holds the lock, or the probe took too long: good (it does not ask who: facts §0.8)",
    test: (c) => c.d.probes[c.f.handle] === "1" || c.d.probes[c.f.handle] === "2",
  },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes that the controls of a recovery make. */
export const recoveryChanges = {
  newProbe: {
    sentence: "the next child is a lock probe",
    change: (c) => {
      c.f.handle = newHandle(c.d);
      c.d.probes[c.f.handle] = null;
    },
  },
  forgetProbe: {
    sentence: "the probe is done with",
    change: (c) => {
      delete c.d.probes[c.f.handle];
    },
  },
  setNormal: {
    sentence: "recovery mode normal",
    change: (c) => {
      c.d.recoveryMode = "normal";
    },
  },
  thaw: {
    sentence: "thaw the databases",
    change: (c) => {
      c.d.frozen = false;
    },
  },
  noteEpoch: {
    sentence: "remember the number of this recovery (our design: as shipped nobody looks at it)",
    change: (c) => {
      const { epoch } = c.f.request?.body ?? {};
      if (epoch !== undefined) c.d.attended = [...c.d.attended.filter((one) => isNeeded(c, one)), epoch];
    },
  },
  noteRecovered: {
    sentence: "remember when the last recovery ended here",
    change: (c) => {
      c.d.recoveredAtUs = c.d.nowUs;
      c.d.firstRecoveryDone = true;
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What the controls of a recovery ask for. */
export const recoveryEffects = {
  answerOldDatabase: {
    sentence: "answer: a database has another generation",
    effect: (c) => answer(c, -1, "a database has another generation than the map"),
  },
  thawEach: {
    sentence: "thaw those databases that the node froze itself and nobody has thawed",
    effect: (c) => Object.keys(c.d.databases).map((db) => ({ kind: "begin", chart: "thaw-database", db })),
  },
  freeDropTimer: {
    sentence: "do not drop the addresses any more, before it is known whether the mode becomes normal (F3)",
    effect: () => ({ kind: "cancelTimer", timer: "DROP_ADDRESSES" }),
  },
  freeDropTimerNow: {
    sentence: "do not drop the addresses: the mode is normal",
    effect: () => ({ kind: "cancelTimer", timer: "DROP_ADDRESSES" }),
  },
  spawnProbe: {
    sentence: "start a lock probe: a lock helper whose success is an error",
    effect: (c) => ({ kind: "spawn", program: "lock-probe", handle: c.f.handle }),
  },
  armProbeTimer: {
    sentence: "give the probe its time",
    effect: (c) => ({ kind: "setTimer", timer: "PROBE_TIMEOUT", peer: c.f.handle, delayUs: c.k.lockProbeTimeoutUs }),
  },
  endProbe: {
    sentence: "SIGTERM to the probe, close its pipe",
    effect: (c) => [
      { kind: "cancelTimer", timer: "PROBE_TIMEOUT", peer: c.f.handle },
      { kind: "signal", handle: c.f.handle, signal: "TERM" },
      { kind: "closePipe", handle: c.f.handle },
    ],
  },
  reportProbe: {
    sentence: "log what the probe found",
    effect: (c) => ({ kind: "observe", event: { type: "probe-answered", status: c.d.probes[c.f.handle] ?? "3" } }),
  },
  beginShutdown: {
    sentence: "shut down: the cluster lock setting must be the same on every node",
    effect: () => ({ kind: "begin", chart: "shutdown" }),
  },
  answerOtherSetting: {
    sentence: "answer: another cluster lock setting",
    effect: (c) => answer(c, -1, "the cluster lock settings differ"),
  },
  runStartRecovery: {
    sentence: "run the startrecovery event",
    effect: () => ({ kind: "script", script: "startrecovery" }),
  },
  askOnceMore: {
    sentence: "as shipped nothing: what was lost before nodes met again in this recovery stays lost",
    effect: () => undefined,
  },
  runRecovered: { sentence: "run the recovered event", effect: () => ({ kind: "script", script: "recovered" }) },
  answerScriptFailed: { sentence: "answer: the event failed", effect: (c) => answer(c, -1, "its event failed") },
  answerDone: { sentence: "answer: done", effect: (c) => answer(c, 0) },
  answerRefused: {
    sentence: "answer: the mode stays active",
    effect: (c) => answer(c, -1, "the lock probe did not find the lock contended"),
  },
  answerOvertaken: {
    sentence: "answer: the mode stays active, for the recovery that has begun meanwhile",
    effect: (c) => answer(c, -1, "another recovery has begun while the lock was probed"),
  },
} as const satisfies Record<string, CtdbdEffect>;
