/** What an environment can do to a lock's service or object. */
export type HookVerb =
  /** Remove the lock's object (file, key). */
  | "remove"
  /** Put another object in its place. */
  | "replace"
  /** End the holder's lease before its time. */
  | "revoke"
  /** Break the seat's connections to the service and refuse new ones. */
  | "cut"
  /** Let nothing through to or from the seat any more, without any error. */
  | "stall"
  /** Hold back what the seat sends next until `restore`, then deliver it; what other connections send later passes. */
  | "delay"
  /** Undo cut, stall and delay for the seat. */
  | "restore"
  /** Stop the service and start it again with the data it had. */
  | "restart"
  /** Make the lock's object impossible to create or open, such as in a folder that does not exist. */
  | "forbid";

/** What a helper that runs at a seat is given. */
export interface SeatValues {
  /** Placeholders of the arguments: `{lock}` becomes `values.lock`. */
  readonly values: Readonly<Record<string, string>>;
  /** Variables added to the helper's environment. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * An environment in which locks live. A *seat* is a place from which a helper reaches the service, as a node is:
 * each seat can be cut off alone. All times in milliseconds.
 */
export interface Hooks {
  /** Such as `files` or `etcd`. */
  readonly name: string;
  /** How long a lock stays granted after its last renewal; absent where a kernel keeps it as long as the process lives. */
  readonly leaseMs?: number;
  /** By when a lock is surely free after its last renewal, where that is later: services look for expired leases now and then. */
  readonly expiresMs?: number;
  /** What it can do. */
  readonly can: ReadonlySet<HookVerb>;
  /** Makes a lock of that name that nobody has taken before; false: it has only one lock for all clauses. */
  readonly freshLocks: boolean;
  /** What a helper at `seat` that is to take `lock` is given. The same answer for the same question. */
  seat(lock: string, seat: string): Promise<SeatValues>;
  /** Does it, to the lock, or to the seat's way to the service. @throws HookError if it did not succeed. */
  act(verb: HookVerb, lock: string, seat: string): Promise<void>;
  /** How many objects (files, keys, leases) there are for the lock now, if it can tell: a helper must not leave more and more. */
  readonly count?: (lock: string) => Promise<number>;
  /** Ends everything it started and removes what it made. */
  end(): Promise<void>;
}
