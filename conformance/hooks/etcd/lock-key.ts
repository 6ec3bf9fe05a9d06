/** A key that belongs to a lock. */
export interface LockKey {
  readonly key: string;
  /** Number of its lease in etcd's decimal form, absent if it has none; v2 keys have a time of their own instead. */
  readonly lease?: string;
}

/** The keys of a lock in one of etcd's interfaces, and what can be done to them. */
export interface LockKeys {
  /** All of them, the holder's first. */
  list(): Promise<readonly LockKey[]>;
  /** Removes one. */
  remove(key: LockKey): Promise<void>;
  /** Ends the lease of one before its time. */
  revoke(key: LockKey): Promise<void>;
  /** Removes the holder's and has another holder in its place, for `ttlSeconds`. */
  replace(key: LockKey, ttlSeconds: number): Promise<void>;
}
