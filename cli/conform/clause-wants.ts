import { type HelperClause, type HookVerb, hookVerbs, type Trial } from "../../conformance/index.ts";

/** What the environment must be able to do for a clause: each without which it says nothing. */
export function clauseWants({ inapplicable }: HelperClause): readonly string[] {
  if (inapplicable === undefined) return [];
  const everything = [...hookVerbs, "lease"] as const;
  return everything.filter((one) => inapplicable(trialWithout(one)) !== undefined);
}

/** A trial that nobody carries out: only what its environment can do is looked at. */
function trialWithout(missing: HookVerb | "lease"): Trial {
  const never = (): never => {
    throw new Error("Whether a clause applies is decided before anything is done.");
  };
  const hooks = {
    name: "imagined",
    can: new Set(hookVerbs.filter((verb) => verb !== missing)),
    freshLocks: true,
    seat: never,
    act: never,
    end: never,
    ...(missing === "lease" ? {} : { leaseMs: 10_000 }),
  };
  const limits = new Proxy({}, { get: () => 1 }) as Trial["limits"];
  return { hooks, limits, newLock: never, start: never, take: never, act: never, note: never, pause: never };
}
