import { EXIT, worstExit } from "../exit-code.ts";
import { verdictOfExit } from "../verdict.ts";
import type { CampaignTally } from "./campaign-tally.ts";
import { type CampaignAbout, type CampaignVerdict, unseenWitnesses } from "./campaign-verdict.ts";
import { type FailureRate, failureRate } from "./failure-rate.ts";
import type { FailureRecord } from "./failure-tally.ts";
import type { Occurrences } from "./occurrences.ts";

/** The known defect that a campaign must find before its silence means anything. */
export interface CanaryNote {
  /** A defect of the package. */
  readonly defect: string;
  readonly property: string;
  /** The seed that showed it; null: none of them did. */
  readonly seed: string | null;
  /** So many runs were made with it. */
  readonly runs: number;
}

/** What the record of a campaign says besides what its runs were. */
export interface RecordAbout extends CampaignAbout {
  /** Numbers of the first and the last run that was asked for; the last is null if a time was. */
  readonly seeds: { readonly first: number; readonly last: number | null };
  /** Null: it was asked to do without. */
  readonly canary: CanaryNote | null;
  /** Other reasons why it cannot be conclusive, a sentence each. */
  readonly doubts: readonly string[];
}

/** `campaign.json`: everything that many runs of one setting came to. No path, no wall time. */
export interface CampaignRecord extends CampaignVerdict {
  /** Version of this format. */
  readonly campaign: 1;
  readonly seeds: RecordAbout["seeds"];
  /** Why it is inconclusive, a sentence each; empty if it is not, or if a failure decides. */
  readonly doubts: readonly string[];
  readonly failed: number;
  readonly failures: readonly FailureRecord[];
  /** How often seeds fail, at 95 %. */
  readonly failureRate: FailureRate;
  /** Runs that were made twice, and how many of them came out otherwise. */
  readonly determinism: { readonly checked: number; readonly mismatches: number };
  /** Seeds that ran out of memory: neither passes nor failures. */
  readonly outOfMemory: Occurrences;
  /** Seeds that were set aside because workers died of them twice. */
  readonly crashed: Occurrences;
  readonly canary: CanaryNote | null;
  /** How long clusters lived, all runs together, microseconds. */
  readonly simulatedUs: number;
  /** Times each transition was taken, by "chart/transition". */
  readonly coverage: Readonly<Record<string, number>>;
}

/** The record of a campaign. */
export function campaignRecord(tally: CampaignTally, about: RecordAbout): CampaignRecord {
  const verdict = tally.verdict(about);
  const { checked, outOfMemory, crashed, simulatedUs, coverage } = tally.data();
  const failures = tally.failures.records(verdict.runs);
  const failed = sum(failures);
  const doubts = doubtsOf(verdict, about, crashed);
  const exitCode = worstExit(doubts.length > 0 ? [verdict.exitCode, EXIT.inconclusive] : [verdict.exitCode]);
  return {
    campaign: 1,
    ...verdict,
    verdict: verdictOfExit(exitCode),
    exitCode,
    seeds: about.seeds,
    doubts,
    failed,
    failures,
    failureRate: failureRate(failed, verdict.runs),
    determinism: { checked, mismatches: sum(failures.filter((one) => one.exitCode === EXIT.diverged)) },
    outOfMemory,
    crashed,
    canary: about.canary,
    simulatedUs,
    coverage,
  };
}

function doubtsOf(verdict: CampaignVerdict, { canary, doubts }: RecordAbout, crashed: Occurrences): string[] {
  const unseen = unseenWitnesses(verdict);
  return [
    ...doubts,
    ...(verdict.runs === 0 ? ["No run came to its end."] : []),
    ...(canary !== null && canary.seed === null ? [canaryDoubt(canary)] : []),
    ...(unseen.length === 0 ? [] : [`What must be seen was not: ${unseen.join(", ")}.`]),
    ...(crashed.count === 0 ? [] : [`${crashed.count} seeds were set aside: workers died of them twice.`]),
  ];
}

function canaryDoubt({ defect, property, runs }: CanaryNote): string {
  return `The canary ${defect} broke ${property} in none of ${runs} runs: this setting may be blind; give another, or --no-canary.`;
}

function sum(failures: readonly FailureRecord[]): number {
  return failures.reduce((total, { count }) => total + count, 0);
}
