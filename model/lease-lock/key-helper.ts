import { procedure, type StepSpec } from "../chart/index.ts";
import type { ServiceCall } from "../effect/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import type { LockDesign } from "../words/index.ts";
import type { LeaseData, LeaseEvent } from "./lease-data.ts";
import { type LeaseEffect, leaseChanges, leaseEffects, leaseGuards, request } from "./names.ts";
import { leaseProfile } from "./profiles.ts";

/** The one key of designs that have no queue. */
const KEY = 1;

type When = Extract<ServiceCall, { op: "put" }>["when"];

/** How one design takes and renews the one key. */
export interface KeyDesign {
  readonly lock: LockDesign;
  readonly id: string;
  readonly sentence: string;
  readonly source: string;
  /** On what condition the first put is done. */
  readonly takes: When;
  readonly takeSentence: string;
  /** On what condition a renewal is done. */
  readonly renews: When;
  readonly renewSentence: string;
}

function effectsOf({ lock, takes, takeSentence, renews, renewSentence }: KeyDesign) {
  const profile = leaseProfile(lock);
  // The rados helper waits in tevent, which goes by the wall clock (facts/leadership.md §0.9): a step back holds it up.
  const monotonic = lock !== "object-store";
  return {
    askTake: {
      sentence: takeSentence,
      effect: (c) => request({ op: "put", key: KEY, ttlUs: profile.ttlUs(c.k), when: takes }, profile.manner(c.k)),
    },
    askRenew: {
      sentence: renewSentence,
      effect: (c) => request({ op: "put", key: KEY, ttlUs: profile.ttlUs(c.k), when: renews }, profile.manner(c.k)),
    },
    armRenewal: {
      sentence: "renew after the refresh interval",
      effect: (c) => ({ kind: "setTimer", timer: "RENEW_DUE", delayUs: profile.renewUs(c.k), monotonic }),
    },
  } as const satisfies Record<string, LeaseEffect>;
}

const rememberKey = {
  sentence: "the key is its own",
  change: (c: { readonly d: LeaseData }): void => {
    c.d.key = KEY;
  },
};

/** What such a helper does, one thing after the other. */
const steps: readonly StepSpec[] = [
  {
    name: "read-parent",
    sentence: "read the parent's pid before anything slow",
    do: ["readParent"],
    exits: [{ guard: "startedByInit", to: "leave" }],
  },
  {
    name: "take",
    sentence: "ask for the lock, once",
    do: ["noteAsked", "askTake"],
    until: "served",
    exits: [
      { guard: "refused", to: "contend" },
      { guard: "notServed", to: "fail" },
    ],
  },
  {
    name: "report",
    sentence: "it holds the lock",
    do: ["rememberKey", "noteRenewed", "noteHeld", "armClaim", "writeHeld"],
  },
  {
    name: "rest",
    sentence: "until the next renewal",
    do: ["armRenewal"],
    until: "renewIsDue",
    exits: [{ actions: ["renewBegins"], to: "next" }],
  },
  {
    name: "check-parent",
    sentence: "is the parent there?",
    do: ["askParent", "probeParent"],
    until: "parentKnown",
    exits: [{ guard: "parentGone", to: "release" }],
  },
  {
    name: "renew",
    sentence: "renew the lease; anything but success is the loss of the lock",
    do: ["noteAsked", "askRenew"],
    until: "served",
    exits: [
      { guard: "notServed", to: "release" },
      { actions: ["noteRenewed", "armClaim"], to: "rest" },
    ],
  },
  { name: "contend", sentence: "somebody else holds it", do: ["writeContended"], exits: [{ to: "leave" }] },
  { name: "fail", sentence: "it could not even ask", do: ["writeFailed"], exits: [{ to: "leave" }] },
  { name: "release", sentence: "give back what is left of it", do: ["callRelease"], until: "returned" },
  { name: "leave", sentence: "exit", do: ["exit"] },
];

/** A helper that holds a lock by keeping one key alive. */
export function keyHelper(design: KeyDesign) {
  const spec: ProgramProcedure<LeaseData, LeaseEvent> = {
    id: design.id,
    sentence: design.sentence,
    source: design.source,
    guards: {
      served: waits.served,
      refused: waits.refused,
      notServed: waits.notServed,
      returned: waits.returned,
      startedByInit: leaseGuards.startedByInit,
      renewIsDue: leaseGuards.renewIsDue,
      parentKnown: leaseGuards.parentKnown,
      parentGone: leaseGuards.parentGone,
    },
    actions: {
      ...effectsOf(design),
      rememberKey,
      readParent: leaseChanges.readParent,
      askParent: leaseChanges.askParent,
      noteAsked: leaseChanges.noteAsked,
      noteRenewed: leaseChanges.noteRenewed,
      noteHeld: leaseChanges.noteHeld,
      renewBegins: leaseChanges.renewBegins,
      armClaim: leaseEffects.armClaim,
      probeParent: leaseEffects.probeParent,
      writeHeld: leaseEffects.writeHeld,
      writeContended: leaseEffects.writeContended,
      writeFailed: leaseEffects.writeFailed,
      callRelease: leaseEffects.callRelease,
      exit: leaseEffects.exit,
    },
    steps,
  };
  return procedure(spec);
}
