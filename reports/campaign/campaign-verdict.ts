import type { ExitCode } from "../exit-code.ts";
import type { Verdict } from "../verdict.ts";
import type { MeasureTally } from "./measure-sketch.ts";

/** From so many runs on, every applicable witness must have been seen. */
export const WITNESSES_BIND_FROM = 100;

/** What became of one property over a campaign. */
export interface PropertyTally {
  readonly name: string;
  readonly applicable: boolean;
  readonly holds: number;
  readonly violated: number;
  readonly unknown: number;
  /** In so many runs the design or the assumptions ruled it out. */
  readonly notApplicable: number;
  /** The first few seeds that violate it. */
  readonly seeds: readonly string[];
}

/** In how many runs a witness was seen. */
export interface WitnessTally {
  readonly name: string;
  readonly applicable: boolean;
  readonly seenInRuns: number;
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

/** What a campaign's verdict says besides what its runs were. */
export type CampaignAbout = Pick<
  CampaignVerdict,
  "seed" | "version" | "modelHash" | "runsAsked" | "assumptions" | "reproduce"
>;

/** Witnesses that had to be seen and were not. */
export function unseenWitnesses({
  witnesses,
  runsAsked,
}: Pick<CampaignVerdict, "witnesses" | "runsAsked">): readonly string[] {
  if (runsAsked < WITNESSES_BIND_FROM) return [];
  return witnesses.filter((one) => one.applicable && one.seenInRuns === 0).map(({ name }) => name);
}
