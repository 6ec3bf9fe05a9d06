import { EXIT, type ExitCode } from "./exit-code.ts";

/** The three verdicts; a property that the design or the assumptions rule out is not applicable. */
export type Verdict = "holds" | "violated" | "unknown";

/** What became of one property in one run. */
export interface PropertyVerdict {
  readonly name: string;
  readonly verdict: Verdict | "not-applicable";
  /** When it was violated, microseconds since the start. */
  readonly atUs: number | null;
  /** Plain sentences: what happened, why it must not, what led to it; empty if it holds. */
  readonly why: readonly string[];
}

/** How often a thing that must be seen was seen in one run. */
export interface WitnessVerdict {
  readonly name: string;
  readonly applicable: boolean;
  readonly seen: number;
}

/** The outcome of one run: what `--json` prints, and what every other report is made from. No path, no wall time. */
export interface RunVerdict {
  readonly seed: string;
  readonly version: string;
  readonly modelHash: string;
  readonly verdict: Verdict;
  readonly exitCode: ExitCode;
  /** Names of the assumptions in force. */
  readonly assumptions: readonly string[];
  readonly properties: readonly PropertyVerdict[];
  readonly witnesses: readonly WitnessVerdict[];
  /** Measured lengths of time (names end in Us) and counts. */
  readonly measures: Readonly<Record<string, number>>;
  readonly traceHash: string;
  /** One command that does the same again. */
  readonly reproduce: string;
}

/** The verdict that goes with an exit code. */
export function verdictOfExit(code: ExitCode): Verdict {
  if (code === EXIT.holds) return "holds";
  return code === EXIT.safety || code === EXIT.liveness ? "violated" : "unknown";
}
