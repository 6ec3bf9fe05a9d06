import type { Clause } from "../../clause/index.ts";
import type { HookVerb } from "../../hooks/index.ts";
import type { Trial } from "../trial.ts";

/** A clause about a lock helper. */
export type HelperClause = Clause<Trial>;

/** Numbers that other clauses lean on. */
export const TAKES = "HLP-002";
/** It stays and holds. */
export const HOLDS = "HLP-005";
/** Contention answers 1. */
export const CONTENDS = "HLP-010";
/** SIGTERM releases. */
export const RELEASES = "HLP-020";

/** Says nothing where the hooks cannot do that. */
export function withHooks(...verbs: readonly HookVerb[]): (trial: Trial) => string | undefined {
  return ({ hooks }) => {
    const missing = verbs.filter((verb) => !hooks.can.has(verb));
    return missing.length === 0 ? undefined : `the hooks (${hooks.name}) cannot ${missing.join(", ")}`;
  };
}

/** Says nothing where a lock has no lease, and where the hooks cannot do that. */
export function withLease(...verbs: readonly HookVerb[]): (trial: Trial) => string | undefined {
  return (trial) =>
    trial.hooks.leaseMs === undefined
      ? "a lock lasts as long as its holder's process: there is no lease (or --lease was not given)"
      : withHooks(...verbs)(trial);
}

/** Services look for expired leases now and then; if the hooks do not say how late that may be, so late. */
const EXPIRY_MS = 2_000;

/** By when a lease is surely over after its last renewal; 0 where there is none. */
export function expiryOf({ hooks }: Trial): number {
  return hooks.expiresMs ?? (hooks.leaseMs === undefined ? 0 : hooks.leaseMs + EXPIRY_MS);
}

/** The lease, in a check that says nothing without one. */
export function leaseOf({ hooks }: Trial): number {
  return hooks.leaseMs ?? 0;
}
