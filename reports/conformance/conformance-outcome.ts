import { EXIT, type ExitCode } from "../exit-code.ts";
import type { CheckedClause, ConformanceOutcome, ConformanceResult } from "./conformance-result.ts";

/**
 * What the clauses come to: not conformant if a mandatory one fails; otherwise not established if one that applies
 * could not be established, or none passed at all.
 */
export function conformanceOutcome(clauses: readonly CheckedClause[]): ConformanceOutcome {
  const mandatory = clauses.filter(({ level }) => level === "mandatory").map(({ verdict }) => verdict);
  if (mandatory.includes("fail")) return "not conformant";
  return mandatory.includes("not established") || !mandatory.includes("pass") ? "not established" : "conformant";
}

/** The exit code of `conform`: 0 conformant, 1 not, 2 not established, 130 interrupted. */
export function conformanceExit({ outcome, interrupted }: ConformanceResult): ExitCode {
  if (interrupted) return EXIT.interrupted;
  if (outcome === "not conformant") return EXIT.safety;
  return outcome === "conformant" ? EXIT.holds : EXIT.inconclusive;
}
