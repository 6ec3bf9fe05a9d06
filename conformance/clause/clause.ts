import type { Finding } from "./finding.ts";

/** A mandatory clause decides about conformance; a recommended one is reported only. */
export type ClauseLevel = "mandatory" | "recommended";

/** What is told of a clause without running it. */
export interface ClauseHead {
  /** Number that stays the same for ever, such as `HLP-010`. */
  readonly id: string;
  /** Name in kebab-case, such as `contention-answers-1`. */
  readonly name: string;
  /** What the program must do, in one sentence. */
  readonly claim: string;
  readonly level: ClauseLevel;
  /** Where that is said: section of the facts, Samba file. */
  readonly source: string;
  /** Numbers of the clauses that must have passed before this one says anything. */
  readonly needs: readonly string[];
}

/** One numbered claim and how it is checked. `Trial` is what a check works with: helpers, hooks, limits. */
export interface Clause<Trial> extends ClauseHead {
  /** Why the claim says nothing here (no such hook, no lease), if so. */
  readonly inapplicable?: (trial: Trial) => string | undefined;
  /** Checks it. Whatever was started through the trial is ended afterwards. */
  readonly check: (trial: Trial) => Promise<Finding>;
}
