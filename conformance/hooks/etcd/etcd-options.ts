import { UnavailableError } from "../unavailable-error.ts";

/** How an etcd is to be had. */
export interface EtcdOptions {
  /** Whole seconds for which a lock stays granted after its last renewal; 9, as CTDB's etcd helper has it, if absent. */
  readonly ttlSeconds?: number;
  /** Ends the start: what was begun is gone when the promise is rejected. */
  readonly signal?: AbortSignal;
}

/** The time a lock stays granted. @throws UnavailableError if etcd grants no lock for just that time */
export function ttlOf({ ttlSeconds = 9 }: EtcdOptions): number {
  if (Number.isInteger(ttlSeconds) && ttlSeconds >= 2) return ttlSeconds;
  throw new UnavailableError(`etcd: a lease of ${ttlSeconds} s is not to be had: it takes whole seconds, at least 2`);
}
