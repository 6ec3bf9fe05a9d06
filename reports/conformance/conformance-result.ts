/** A clause, as it is told of without being checked. The same shape as what conformance/ gives. */
export interface ClauseAbout {
  /** Number that stays the same for ever, such as `HLP-010`. */
  readonly id: string;
  /** Such as `contention-answers-1`. */
  readonly name: string;
  /** What the program must do, in one sentence. */
  readonly claim: string;
  /** A mandatory clause decides about conformance; a recommended one is reported only. */
  readonly level: "mandatory" | "recommended";
  /** Where that is said. */
  readonly source: string;
  /** Numbers of the clauses that must have passed before. */
  readonly needs: readonly string[];
  /** What the environment must be able to do; without it the clause is not applicable. */
  readonly wants?: readonly string[];
}

/** A clause that was checked, or could not be. */
export interface CheckedClause extends ClauseAbout {
  readonly verdict: "pass" | "fail" | "not applicable" | "not established";
  /** One sentence: what was seen, or why nothing could be said. */
  readonly because: string;
  /** Times that were measured, milliseconds, by what they are. */
  readonly measuredMs: Readonly<Record<string, number>>;
  readonly tookMs: number;
  /** What happened; `atMs` counts from the beginning of the clause. */
  readonly transcript: readonly { readonly atMs: number; readonly text: string }[];
}

/** What is known before the first clause is checked. */
export interface ConformanceAbout {
  /** Version of cluster-sim. */
  readonly version: string;
  readonly profile: string;
  /** The program and its arguments, placeholders and all. */
  readonly command: readonly string[];
  /** The environment: its name, what it can do, and its lease in milliseconds (null: locks do not lapse). */
  readonly hooks: { readonly name: string; readonly can: readonly string[]; readonly leaseMs: number | null };
  /** Times within which things must happen, milliseconds. */
  readonly limitsMs: Readonly<Record<string, number>>;
  /** How many clauses the profile has; fewer are checked with `--only`. */
  readonly clausesInProfile: number;
  /** The command that does it again. */
  readonly reproduce: string;
}

/** A time that was measured, beside the value that the simulator takes for it. */
export interface Margin {
  readonly name: string;
  readonly measuredMs: number;
  /** Absent: the simulator has no such value. */
  readonly modelMs?: number;
  /** The constant of the simulator, as `--set` takes it. */
  readonly knob?: string;
}

/** Real histories held against the simulator's chart. */
export interface ModelComparison {
  readonly verdict: "agrees" | "disagrees" | "not established";
  /** What was compared, or where they part, in a sentence. */
  readonly because: string;
  /** The first disagreement, drawn; several lines perhaps. */
  readonly drawing: string;
  /** The same as a Mermaid sequence diagram; empty: there is none. */
  readonly mermaid: string;
  /** Transitions of the chart that nobody can cause from outside, and why. */
  readonly notTaken: readonly { readonly transition: string; readonly because: string }[];
}

/** One program held against a profile: what `--json` prints, described in docs/conformance.schema.json. */
export interface ConformanceResult extends ConformanceAbout {
  /** Version of this shape. */
  readonly conformance: 1;
  readonly outcome: ConformanceOutcome;
  /** True: somebody ended it before all clauses were checked. */
  readonly interrupted: boolean;
  readonly clauses: readonly CheckedClause[];
  readonly margins: readonly Margin[];
  readonly model: ModelComparison | null;
  readonly tookMs: number;
}

/** What is said of the program as a whole. */
export type ConformanceOutcome = "conformant" | "not conformant" | "not established";
