import type { Constants } from "../constants/index.ts";
import type { LockDesign } from "../words/index.ts";
import type { RequestManner } from "./names.ts";

/** The numbers of one design of a lease lock. */
export interface LeaseProfile {
  /** How long a lease runs, by the service's clock, microseconds. */
  readonly ttlUs: (k: Constants) => number;
  /** How often it is renewed, microseconds. */
  readonly renewUs: (k: Constants) => number;
  /** How its requests are made. */
  readonly manner: (k: Constants) => RequestManner;
  /** Does its release leave a key alone that is not its own any more? */
  readonly deletes: "always" | "own";
}

const put = {
  ttlUs: (k: Constants) => k.putTtlUs,
  renewUs: (k: Constants) => k.putRefreshUs,
  manner: (k: Constants) => ({ timeoutUs: k.putTimeoutUs, tries: 1 }),
} as const;

const etcd: LeaseProfile = {
  ttlUs: (k) => k.etcdTtlUs,
  renewUs: (k) => k.etcdRefreshUs,
  manner: (k) => ({ timeoutUs: k.etcdReadTimeoutUs, tries: k.etcdTries }),
  deletes: "always",
};

const profiles: Readonly<Partial<Record<LockDesign, LeaseProfile>>> = {
  "etcd-ttl": etcd,
  "etcd-put-2016": { ...put, deletes: "always" },
  "etcd-put-fixed": { ...put, deletes: "own" },
  "object-store": {
    ttlUs: (k) => k.objectDurationUs,
    renewUs: (k) => k.objectRenewUs,
    manner: (k) => ({ timeoutUs: k.objectTimeoutUs, tries: 1, deaf: true }),
    deletes: "own",
  },
  plugin: { ...put, deletes: "own" },
  refresher: { ...put, deletes: "own" },
};

/** The numbers of a lease lock; those of etcd for a design that is none. */
export function leaseProfile(lock: LockDesign): LeaseProfile {
  return profiles[lock] ?? etcd;
}

/** How long a lease of this design runs after its last renewal, microseconds; 0: it is no lease. */
export function leaseTtlUs(lock: LockDesign, k: Constants): number {
  return profiles[lock]?.ttlUs(k) ?? 0;
}

/** A claim that is to end before its lease ends after this part of the TTL. */
const CLAIM_PART = 2 / 3;

/** How long after a renewal was asked for the lock may be claimed, if the claim is to end before the lease, microseconds. */
export function claimUs(lock: LockDesign, k: Constants): number {
  return Math.floor(leaseTtlUs(lock, k) * CLAIM_PART);
}

/** A pause shorter than this cannot outlast the rest of a lease that is still claimed, microseconds. */
export function pauseUs(lock: LockDesign, k: Constants): number {
  return Math.floor(leaseTtlUs(lock, k) * (1 - CLAIM_PART));
}
