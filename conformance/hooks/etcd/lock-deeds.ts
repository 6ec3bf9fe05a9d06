import { HookError } from "../hook-error.ts";
import type { LockKey, LockKeys } from "./lock-key.ts";
import { v2Keys } from "./v2-keys.ts";
import { v3Keys } from "./v3-keys.ts";

/** Another holder that was put in place keeps the lock for longer than any clause lasts. */
const anotherTtlSeconds = 600;

/** What can be done to a lock in an etcd that listens on that port, whichever interface its helpers use. */
export const lockDeeds = {
  /** Deletes all its keys. */
  remove: (port: number, lock: string) =>
    each(port, lock, async (keys, found) => {
      for (const key of found) await keys.remove(key);
    }),
  /** Ends the lease of the holder's key. */
  revoke: (port: number, lock: string) => each(port, lock, (keys, [holder]) => keys.revoke(holder)),
  /** Puts another in the holder's place. */
  replace: (port: number, lock: string) =>
    each(port, lock, (keys, [holder]) => keys.replace(holder, anotherTtlSeconds)),
};

type Found = readonly [LockKey, ...LockKey[]];

async function each(port: number, lock: string, deed: (keys: LockKeys, found: Found) => Promise<void>): Promise<void> {
  let done = false;
  for (const keys of [v3Keys(port, lock), v2Keys(port, lock)]) {
    const [holder, ...others] = await keys.list();
    if (holder === undefined) continue;
    await deed(keys, [holder, ...others]);
    done = true;
  }
  if (!done) throw new HookError(`etcd: there is no key of the lock ${lock}: nobody holds it`);
}
