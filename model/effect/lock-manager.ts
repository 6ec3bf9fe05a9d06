/**
 * What a server tells the file system of the lock manager of an address, by its name (facts/ip-nfs.md §5.4). `start`: the
 * manager's clients may reclaim from now on what is kept under its name; `end-grace`: what they have not reclaimed is
 * freed; `shutdown`: what it has locked is not freed, but marked for the next of its name to take over.
 */
export interface LockManagerEffect {
  readonly kind: "nfs";
  readonly do: "lock-manager";
  readonly call: "start" | "end-grace" | "shutdown";
  readonly manager: string;
}

/**
 * A server has the file system of an address mounted, or unmounted, where one node mounts it at a time; the answer is the
 * event MOUNT_CHANGED. What lockd has locked on it keeps it mounted; local processes that use it are ended.
 */
export interface MountEffect {
  readonly kind: "nfs";
  readonly do: "mount";
  readonly address: string;
  readonly on: boolean;
}
