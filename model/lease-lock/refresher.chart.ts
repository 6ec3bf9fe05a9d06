import { procedure } from "../chart/index.ts";
import { type ProgramChart, type ProgramProcedure, waits } from "../process/index.ts";
import type { LeaseData, LeaseEvent } from "./lease-data.ts";
import { type LeaseChange, type LeaseEffect, type LeaseGuard, leaseChanges, leaseEffects, request } from "./names.ts";
import { leaseProfile } from "./profiles.ts";

const profile = leaseProfile("refresher");
const KEY = 1;

const guards = {
  wordIsLock: { sentence: "it is told to lock", test: (_c, e) => e.type === "WORD" && e.word === "LOCK" },
  wordIsUnlock: {
    sentence: "the one it keeps the lock for tells it to unlock",
    test: (c, e) => e.type === "WORD" && e.word === "UNLOCK" && e.from === c.d.client,
  },
  isBusy: {
    sentence: "it keeps the lock for somebody, or is asking for it",
    test: (c) => c.d.client !== 0 || c.d.asker !== 0,
  },
  somebodyAsks: { sentence: "somebody has told it to lock", test: (c) => c.d.asker !== 0 },
  unlocked: { sentence: "it keeps the lock for nobody any more", test: (c) => c.d.client === 0 },
  renewOrUnlocked: {
    sentence: "the time to renew has come, or it was told to unlock",
    test: (c) => c.d.renewDue || c.d.client === 0,
  },
} as const satisfies Record<string, LeaseGuard>;

const changes = {
  noteAsker: {
    sentence: "remember who asks",
    change: (c, e) => {
      if (e.type === "WORD") c.d.asker = e.from;
    },
  },
  keepForAsker: {
    sentence: "keep the lock for the one who asked, until told otherwise",
    change: (c) => {
      c.d.client = c.d.asker;
      c.d.asker = 0;
      c.d.key = KEY;
    },
  },
  forgetAsker: {
    sentence: "the one who asked has its answer",
    change: (c) => {
      c.d.asker = 0;
    },
  },
  forgetClient: {
    sentence: "keep the lock for nobody any more",
    change: (c) => {
      c.d.client = 0;
      c.d.holds = false;
    },
  },
} as const satisfies Record<string, LeaseChange>;

const effects = {
  askTake: {
    sentence: "create the key if nobody has it",
    effect: (c) => request({ op: "put", key: KEY, ttlUs: profile.ttlUs(c.k), when: "absent" }, profile.manner(c.k)),
  },
  askRenew: {
    sentence: "refresh the key if it still has it itself",
    effect: (c) => request({ op: "put", key: KEY, ttlUs: profile.ttlUs(c.k), when: "own" }, profile.manner(c.k)),
  },
  askDelete: {
    sentence: "delete the key if it still has it itself",
    effect: (c) => request({ op: "delete", key: KEY, when: "own" }, profile.manner(c.k)),
  },
  armRenewal: {
    sentence: "renew after the refresh interval",
    effect: (c) => ({ kind: "setTimer", timer: "RENEW_DUE", delayUs: profile.renewUs(c.k), monotonic: true }),
  },
  sayLocked: {
    sentence: "tell the one who asked: locked",
    effect: (c) => ({ kind: "say", to: c.d.asker, word: "LOCKED" }),
  },
  sayRefused: {
    sentence: "tell the one who asked: somebody else has it",
    effect: (c) => ({ kind: "say", to: c.d.asker, word: "REFUSED" }),
  },
  sayBusy: {
    sentence: "tell whoever asks now: somebody has it",
    effect: (_c, e) => (e.type === "WORD" ? { kind: "say", to: e.from, word: "REFUSED" } : undefined),
  },
  sayFailed: {
    sentence: "tell the one who asked: failed",
    effect: (c) => ({ kind: "say", to: c.d.asker, word: "FAILED" }),
  },
  sayLost: { sentence: "tell its client: lost", effect: (c) => ({ kind: "say", to: c.d.client, word: "LOST" }) },
} as const satisfies Record<string, LeaseEffect>;

const spec: ProgramProcedure<LeaseData, LeaseEvent> = {
  id: "refresher",
  sentence: "a stand-alone daemon that keeps a lease for whoever told it to lock, until it is told to unlock",
  source: "facts/leadership.md §6.5 H6; samba-technical, June 2016: the daemon that the thread warns of",
  guards: {
    somebodyAsks: guards.somebodyAsks,
    unlocked: guards.unlocked,
    renewOrUnlocked: guards.renewOrUnlocked,
    served: waits.served,
    refused: waits.refused,
    notServed: waits.notServed,
  },
  actions: {
    keepForAsker: changes.keepForAsker,
    forgetAsker: changes.forgetAsker,
    forgetClient: changes.forgetClient,
    askTake: effects.askTake,
    askRenew: effects.askRenew,
    askDelete: effects.askDelete,
    armRenewal: effects.armRenewal,
    sayLocked: effects.sayLocked,
    sayRefused: effects.sayRefused,
    sayFailed: effects.sayFailed,
    sayLost: effects.sayLost,
    noteAsked: leaseChanges.noteAsked,
    noteRenewed: leaseChanges.noteRenewed,
    renewBegins: leaseChanges.renewBegins,
    armClaim: leaseEffects.armClaim,
  },
  steps: [
    { name: "idle", sentence: "until somebody tells it to lock", until: "somebodyAsks" },
    {
      name: "take",
      sentence: "ask for the lock",
      do: ["noteAsked", "askTake"],
      until: "served",
      exits: [
        { guard: "refused", actions: ["sayRefused", "forgetAsker"], to: "idle" },
        { guard: "notServed", actions: ["sayFailed", "forgetAsker"], to: "idle" },
        { actions: ["sayLocked", "keepForAsker", "noteRenewed", "armClaim"], to: "next" },
      ],
    },
    {
      name: "rest",
      sentence: "until the next renewal; it does not look whether its client lives",
      do: ["armRenewal"],
      until: "renewOrUnlocked",
      exits: [
        { guard: "unlocked", to: "delete" },
        { actions: ["renewBegins"], to: "next" },
      ],
    },
    {
      name: "renew",
      sentence: "renew the lease",
      do: ["noteAsked", "askRenew"],
      until: "served",
      exits: [
        { guard: "notServed", actions: ["sayLost", "forgetClient"], to: "idle" },
        { actions: ["noteRenewed", "armClaim"], to: "rest" },
      ],
    },
    {
      name: "delete",
      sentence: "give the lock back",
      do: ["noteAsked", "askDelete"],
      until: "served",
      exits: [{ to: "idle" }],
    },
  ],
};

/** What a refresher does. */
export const refresherChart = procedure(spec);

/** What a refresher is told. */
export const refresherRules: ProgramChart<LeaseData, LeaseEvent> = {
  id: "refresher-process",
  sentence: "what a refresher is told, and when it gives up",
  source: "facts/leadership.md §6.5 H6; samba-technical, June 2016",
  initial: "listening",
  guards: { wordIsLock: guards.wordIsLock, wordIsUnlock: guards.wordIsUnlock, isBusy: guards.isBusy },
  actions: {
    noteAsker: changes.noteAsker,
    forgetClient: changes.forgetClient,
    sayBusy: effects.sayBusy,
    sayLost: effects.sayLost,
    renewIsNowDue: leaseChanges.renewIsNowDue,
    dieOfTerm: leaseEffects.dieOfTerm,
  },
  states: {
    listening: {
      sentence: "listens",
      on: {
        WORD: [
          { guard: "wordIsUnlock", actions: "forgetClient" },
          { guard: "isBusy", actions: "sayBusy" },
          { guard: "wordIsLock", actions: "noteAsker" },
        ],
        RENEW_DUE: { actions: "renewIsNowDue" },
        CLAIM_OVER: { actions: ["sayLost", "forgetClient"] },
        SIGTERM: { actions: "dieOfTerm" },
      },
    },
  },
};
