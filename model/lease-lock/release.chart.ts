import { procedure } from "../chart/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import type { LeaseData, LeaseEvent } from "./lease-data.ts";
import { type LeaseEffect, type LeaseGuard, leaseChanges, leaseEffects, request } from "./names.ts";
import { leaseProfile } from "./profiles.ts";

const guards = {
  noKey: { sentence: "it has no key", test: (c) => c.d.key === 0 },
} as const satisfies Record<string, LeaseGuard>;

const effects = {
  askDelete: {
    sentence: "delete its key; some designs delete whatever stands under that name",
    effect: (c) => {
      const profile = leaseProfile(c.d.lock);
      return request({ op: "delete", key: c.d.key, when: profile.deletes }, profile.manner(c.k));
    },
  },
} as const satisfies Record<string, LeaseEffect>;

const spec: ProgramProcedure<LeaseData, LeaseEvent> = {
  id: "lease-release",
  sentence: "give the lease back, then exit; a service that does not answer holds this up for as long as requests last",
  source: "facts/leadership.md §6.7, §6.8; facts/real-ctdb.md §4.1",
  guards: { ...guards, served: waits.served },
  actions: { ...effects, noteAsked: leaseChanges.noteAsked, exit: leaseEffects.exit },
  steps: [
    { name: "look", sentence: "is there anything to give back?", exits: [{ guard: "noKey", to: "leave" }] },
    { name: "delete", sentence: "delete its key", do: ["noteAsked", "askDelete"], until: "served" },
    { name: "leave", sentence: "exit", do: ["exit"] },
  ],
};

/** How a lease is given back. */
export const leaseReleaseChart = procedure(spec);
