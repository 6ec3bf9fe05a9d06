import type { Finding, Judgement } from "../properties/index.ts";
import { EXIT, type ExitCode, worstExit } from "./exit-code.ts";
import { type RunVerdict, verdictOfExit } from "./verdict.ts";

/** What a verdict says of the run besides its judgement. */
export type RunAbout = Pick<RunVerdict, "seed" | "version" | "modelHash" | "assumptions" | "traceHash" | "reproduce">;

/** The outcome of a run from what the properties say of its trace. */
export function runVerdict(judgement: Judgement, about: RunAbout): RunVerdict {
  const exitCode = worstExit(judgement.findings.map(exitOf));
  return {
    seed: about.seed,
    version: about.version,
    modelHash: about.modelHash,
    verdict: verdictOfExit(exitCode),
    exitCode,
    assumptions: about.assumptions,
    properties: judgement.findings.map(({ name, verdict, atUs, why }) => ({ name, verdict, atUs, why })),
    witnesses: judgement.witnesses.map(({ name, applicable, seen }) => ({ name, applicable, seen })),
    measures: judgement.measures,
    traceHash: about.traceHash,
    reproduce: about.reproduce,
  };
}

/** The same run, found to have gone another way than it should: 4 comes before any property. */
export function asDiverged(verdict: RunVerdict): RunVerdict {
  return { ...verdict, verdict: verdictOfExit(EXIT.diverged), exitCode: EXIT.diverged };
}

function exitOf({ verdict, kind }: Finding): ExitCode {
  if (verdict === "unknown") return EXIT.inconclusive;
  if (verdict !== "violated") return EXIT.holds;
  return kind === "safety" ? EXIT.safety : EXIT.liveness;
}
