import { EXIT, type ExitCode, worstExit } from "./exit-code.ts";
import type { PropertyVerdict, RunVerdict, Verdict, WitnessVerdict } from "./verdict.ts";

/** From so many runs on, every applicable witness must have been seen. */
export const WITNESSES_BIND_FROM = 100;

/** What became of one property over a campaign. */
export interface PropertyTally {
  readonly name: string;
  readonly applicable: boolean;
  readonly holds: number;
  readonly violated: number;
  readonly unknown: number;
  /** The first few seeds that violate it. */
  readonly seeds: readonly string[];
}

/** In how many runs a witness was seen. */
export interface WitnessTally {
  readonly name: string;
  readonly applicable: boolean;
  readonly seenInRuns: number;
}

/** How a measure was distributed over the runs. */
export interface MeasureTally {
  readonly name: string;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

/** The outcome of many runs. */
export interface CampaignVerdict {
  readonly seed: string;
  readonly version: string;
  readonly modelHash: string;
  readonly runs: number;
  readonly runsAsked: number;
  readonly verdict: Verdict;
  readonly exitCode: ExitCode;
  readonly assumptions: readonly string[];
  readonly properties: readonly PropertyTally[];
  readonly witnesses: readonly WitnessTally[];
  readonly measures: readonly MeasureTally[];
  readonly reproduce: string;
}

const SEEDS_NAMED = 5;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Tally = Mutable<Omit<PropertyTally, "seeds">> & { seeds: string[] };

/** Adds up runs as they end. */
export class Campaign {
  private readonly codes = new Set<ExitCode>();
  private readonly properties = new Map<string, Tally>();
  private readonly witnesses = new Map<string, Mutable<WitnessTally>>();
  private readonly measures = new Map<string, number[]>();
  private runs = 0;

  /** Takes in one run. */
  add(run: RunVerdict): void {
    this.runs += 1;
    this.codes.add(run.exitCode);
    for (const property of run.properties) this.addProperty(property, run.seed);
    for (const witness of run.witnesses) this.addWitness(witness);
    for (const [name, value] of Object.entries(run.measures)) {
      const values = this.measures.get(name);
      if (values === undefined) this.measures.set(name, [value]);
      else values.push(value);
    }
  }

  /** The outcome so far. Witnesses bind only in a campaign that asked for enough runs. */
  verdict(
    about: Pick<CampaignVerdict, "seed" | "version" | "modelHash" | "runsAsked" | "assumptions" | "reproduce">,
  ): CampaignVerdict {
    const witnesses = [...this.witnesses.values()];
    const blind =
      about.runsAsked >= WITNESSES_BIND_FROM && witnesses.some((one) => one.applicable && one.seenInRuns === 0);
    const exitCode = worstExit(blind ? [...this.codes, EXIT.inconclusive] : this.codes);
    return {
      seed: about.seed,
      version: about.version,
      modelHash: about.modelHash,
      runs: this.runs,
      runsAsked: about.runsAsked,
      verdict: verdictOfExit(exitCode),
      exitCode,
      assumptions: about.assumptions,
      properties: [...this.properties.values()],
      witnesses,
      measures: [...this.measures].map(([name, values]) => measureTally(name, values)),
      reproduce: about.reproduce,
    };
  }

  private addProperty({ name, verdict }: PropertyVerdict, seed: string): void {
    const fresh = { name, applicable: false, holds: 0, violated: 0, unknown: 0, seeds: [] };
    const tally: Tally = this.properties.get(name) ?? fresh;
    this.properties.set(name, tally);
    if (verdict === "not-applicable") return;
    tally.applicable = true;
    tally[verdict] += 1;
    if (verdict === "violated" && tally.seeds.length < SEEDS_NAMED) tally.seeds.push(seed);
  }

  private addWitness({ name, applicable, seen }: WitnessVerdict): void {
    const tally = this.witnesses.get(name) ?? { name, applicable: false, seenInRuns: 0 };
    this.witnesses.set(name, tally);
    tally.applicable ||= applicable;
    if (applicable && seen > 0) tally.seenInRuns += 1;
  }
}

/** The verdict that goes with an exit code. */
export function verdictOfExit(code: ExitCode): Verdict {
  if (code === EXIT.holds) return "holds";
  return code === EXIT.safety || code === EXIT.liveness ? "violated" : "unknown";
}

function measureTally(name: string, values: readonly number[]): MeasureTally {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (percent: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
  return { name, median: at(50), p95: at(95), max: at(100) };
}
