import type { Assumption } from "../assumptions/index.ts";
import type { Override } from "../chart/index.ts";
import { leaseLocks } from "../words/index.ts";
import { type LeaseContext, request } from "./names.ts";
import { claimUs, leaseProfile } from "./profiles.ts";

/** Every chart that renews a lease. */
const keepers = ["etcd-helper", "put-2016-helper", "put-fixed-helper", "object-helper", "plugin-thread", "refresher"];

function armClaim(c: LeaseContext) {
  const endsInUs = c.d.renewedAtUs + claimUs(c.d.lock, c.k) - c.d.monotonicUs;
  return { kind: "setTimer", timer: "CLAIM_OVER", delayUs: Math.max(0, endsInUs), monotonic: true };
}

const claims: readonly Override[] = keepers.map((chart) => ({
  id: "claim-ends-before-ttl",
  chart,
  actions: { armClaim },
}));

/** What a lease needs to be true of its world, or repaired in its helper. */
export const leaseLockAssumptions: readonly Assumption[] = [
  {
    name: "pause-shorter-than-ttl",
    kind: "environment",
    locks: leaseLocks,
    fact: "F1, facts/leadership.md §7.5",
    sentence:
      "No host and no process stands still, and no clock is set back, for a third of the lease's TTL: what a claim that ends in time leaves of it.",
  },
  {
    name: "claim-ends-before-ttl",
    kind: "repair",
    locks: leaseLocks,
    fact: "H12, F7, ZOO-M21, ZOO-M23",
    sentence:
      "A helper gives the lock up two thirds of the TTL after its last renewal, even while a request hangs, and never takes a lapsed lease again, not even by a late request.",
    overrides: [
      ...claims,
      {
        id: "claim-ends-before-ttl",
        chart: "etcd-helper",
        guards: { lapsed: isMissing },
        actions: { refresh: refreshOwn },
      },
      {
        id: "claim-ends-before-ttl",
        chart: "object-helper",
        actions: {
          askTake: (c: LeaseContext) => askObject(c, "absent"),
          askRenew: (c: LeaseContext) => askObject(c, "own"),
        },
      },
    ],
  },
  {
    name: "no-residue-on-contention",
    kind: "repair",
    locks: ["etcd-ttl"],
    fact: "F6, H11",
    sentence: "A contender that finds the lock taken removes its key from the queue at once.",
    overrides: [{ id: "no-residue-on-contention", chart: "etcd-helper", actions: { deleteOwn } }],
  },
];

function isMissing(c: LeaseContext): boolean {
  return c.f.answer?.error === "missing";
}

function refreshOwn(c: LeaseContext) {
  const call = { op: "put", key: c.d.key, ttlUs: c.k.etcdTtlUs, when: "own" } as const;
  return request(call, leaseProfile("etcd-ttl").manner(c.k));
}

/** A request that does not block the helper's only thread. */
function askObject(c: LeaseContext, when: "absent" | "own") {
  const { ttlUs, manner } = leaseProfile("object-store");
  return request({ op: "put", key: 1, ttlUs: ttlUs(c.k), when }, { ...manner(c.k), deaf: false });
}

function deleteOwn(c: LeaseContext) {
  return request({ op: "delete", key: c.d.key, when: "always" }, leaseProfile("etcd-ttl").manner(c.k));
}
