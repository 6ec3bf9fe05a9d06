import { procedure } from "../chart/index.ts";
import type { ProgramChart, ProgramProcedure } from "../process/index.ts";
import type { LeaseData, LeaseEvent } from "./lease-data.ts";
import { type LeaseChange, type LeaseEffect, type LeaseGuard, leaseChanges, leaseEffects } from "./names.ts";

const guards = {
  answered: { sentence: "the refresher has answered", test: (c) => c.d.word !== "" },
  isLocked: { sentence: "the refresher keeps the lock for it", test: (c) => c.d.word === "LOCKED" },
  isRefused: { sentence: "somebody else has it", test: (c) => c.d.word === "REFUSED" },
  isLost: { sentence: "the refresher has lost it", test: (c) => c.d.word === "LOST" || c.d.word === "FAILED" },
} as const satisfies Record<string, LeaseGuard>;

const changes = {
  noteWord: {
    sentence: "remember what the refresher says",
    change: (c, e) => {
      if (e.type === "WORD") c.d.word = e.word;
    },
  },
} as const satisfies Record<string, LeaseChange>;

const effects = {
  sayLock: {
    sentence: "tell the refresher to lock",
    effect: () => ({ kind: "say", to: "lock-refresher", word: "LOCK" }),
  },
  sayUnlock: {
    sentence: "tell the refresher to unlock",
    effect: () => ({ kind: "say", to: "lock-refresher", word: "UNLOCK" }),
  },
} as const satisfies Record<string, LeaseEffect>;

const spec: ProgramProcedure<LeaseData, LeaseEvent> = {
  id: "refresher-client",
  sentence: "a helper that lets the refresher hold the lock: whoever kills it, the refresher is not told",
  source: "facts/leadership.md §6.5 H6; samba-technical, June 2016",
  guards: guards,
  actions: {
    sayLock: effects.sayLock,
    noteHeld: leaseChanges.noteHeld,
    writeHeld: leaseEffects.writeHeld,
    writeContended: leaseEffects.writeContended,
    writeFailed: leaseEffects.writeFailed,
    exit: leaseEffects.exit,
  },
  steps: [
    {
      name: "ask",
      sentence: "tell the refresher to lock",
      do: ["sayLock"],
      until: "answered",
      exits: [
        { guard: "isLocked", actions: ["noteHeld", "writeHeld"], to: "hold" },
        { guard: "isRefused", actions: ["writeContended"], to: "leave" },
        { actions: ["writeFailed"], to: "leave" },
      ],
    },
    { name: "hold", sentence: "until the refresher has lost it", until: "isLost", exits: [{ to: "leave" }] },
    { name: "leave", sentence: "exit", do: ["exit"] },
  ],
};

/** The helper of a refresher. */
export const refresherClientChart = procedure(spec);

/** What the helper of a refresher reacts to. */
export const refresherClientRules: ProgramChart<LeaseData, LeaseEvent> = {
  id: "refresher-client-process",
  sentence: "what the helper of a refresher hears, and how it is told to release",
  source: "facts/leadership.md §6.5 H6; samba-technical, June 2016",
  initial: "listening",
  guards: {},
  actions: { noteWord: changes.noteWord, sayUnlock: effects.sayUnlock, dieOfTerm: leaseEffects.dieOfTerm },
  states: {
    listening: {
      sentence: "listens",
      on: {
        WORD: { actions: "noteWord" },
        SIGTERM: { actions: ["sayUnlock", "dieOfTerm"] },
      },
    },
  },
};
