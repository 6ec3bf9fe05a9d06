import { filledIn, type Hooks, hooksFor, noHooks } from "../../conformance/index.ts";
import { UsageError } from "../usage-error.ts";
import type { ProfileSetting } from "./profile.ts";

const hint = `hint: no argument holds {lock}, so all clauses share one lock and nothing can be done to it. Write {lock} where the
helper takes the name of its lock, and every clause has a file of its own that can be removed and replaced; --hooks names
other environments.`;

/** Where the locks of a helper live, and what more could be had. */
export interface Environment {
  readonly hooks: Hooks;
  readonly hint?: string;
}

/** The hooks that were asked for; if none: files for a helper that is given `{lock}`, otherwise none. */
export async function environmentOf(setting: ProfileSetting, stop: AbortSignal): Promise<Environment> {
  const { command, hooks: asked, leaseMs, ttlSeconds } = setting;
  const hasLock = command.some((word) => word.includes("{lock}"));
  const name = asked ?? (hasLock ? "files" : "none");
  const ttl = ttlSeconds === undefined ? {} : { ttlSeconds };
  const found = name === "none" ? noHooks() : await hooksFor(name, { signal: stop, ...ttl });
  const hooks = leaseMs === undefined ? found : withLease(found, leaseMs);
  try {
    // A placeholder without a value is found now, not in the middle of the first clause.
    const { values } = await hooks.seat("lock", "a");
    for (const argument of command.slice(1)) filledIn(argument, values);
  } catch (error) {
    await hooks.end();
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  return { hooks, ...(asked === undefined && !hasLock ? { hint } : {}) };
}

/** The user knows better how long a lock stays granted. */
function withLease(hooks: Hooks, leaseMs: number): Hooks {
  const { name, can, freshLocks, count } = hooks;
  return {
    name,
    can,
    freshLocks,
    leaseMs,
    seat: (lock, seat) => hooks.seat(lock, seat),
    act: (verb, lock, seat) => hooks.act(verb, lock, seat),
    end: () => hooks.end(),
    ...(count === undefined ? {} : { count }),
  };
}
