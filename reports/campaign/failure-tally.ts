import type { CampaignFailure } from "../campaign-failure.ts";
import type { ExitCode } from "../exit-code.ts";
import { cleanRunsFor } from "./failure-rate.ts";
import { joined, NEVER, type Occurrence, type Occurrences, withOne } from "./occurrences.ts";
import type { Signature } from "./signature.ts";

/** One failed run. */
export interface FailedRun extends Occurrence {
  readonly signature: Signature;
  /** Plain sentences, as in its verdict. */
  readonly sentences: readonly string[];
  readonly reproduce: string;
}

/** All runs that failed alike, as plain data. */
export interface FailureData {
  /** The run with the least number. */
  readonly example: FailedRun;
  readonly runs: Occurrences;
}

/** One kind of failure in `campaign.json`. */
export interface FailureRecord extends CampaignFailure {
  /** The short name of the signature. */
  readonly id: string;
  readonly exitCode: ExitCode;
  /** Number of the first run that shows it. */
  readonly index: number;
  /** The runs that show it, in order; if `count` is greater, the first of them. */
  readonly seeds: readonly string[];
  /** After a fix, so many runs without it exclude its former rate at 95 %; that rate is taken from its lower bound. */
  readonly cleanRuns: number;
}

/** Failures by signature: the same whatever came first. */
export class FailureTally {
  private readonly kinds = new Map<string, FailureData>();

  /** Takes in one failed run. */
  add(run: FailedRun): void {
    const { id } = run.signature;
    const before = this.kinds.get(id);
    const runs = withOne(before?.runs ?? NEVER, { index: run.index, seed: run.seed });
    this.kinds.set(id, { runs, example: earlier(before?.example, run) });
  }

  /** Takes in those of another part of the campaign. */
  merge(data: readonly FailureData[]): void {
    for (const one of data) {
      const { id } = one.example.signature;
      const before = this.kinds.get(id);
      const runs = joined(before?.runs ?? NEVER, one.runs);
      this.kinds.set(id, { runs, example: earlier(before?.example, one.example) });
    }
  }

  /** Is this signature known already? */
  has(id: string): boolean {
    return this.kinds.has(id);
  }

  /** Number of signatures. */
  get size(): number {
    return this.kinds.size;
  }

  /** What it holds, in the order of first seeds. */
  data(): FailureData[] {
    return [...this.kinds.values()].sort((a, b) => a.example.index - b.example.index || order(a, b));
  }

  /** For the record of a campaign of so many runs. */
  records(runs: number): FailureRecord[] {
    return this.data().map(({ example, runs: { count, first } }) => ({
      id: example.signature.id,
      signature: `${example.signature.property}: ${example.signature.sentence}`,
      property: example.signature.property,
      exitCode: example.signature.exitCode,
      index: example.index,
      seed: example.seed,
      count,
      seeds: first.map(({ seed }) => seed),
      why: example.sentences,
      cleanRuns: cleanRunsFor(count, runs),
      reproduce: example.reproduce,
    }));
  }
}

function earlier(one: FailedRun | undefined, other: FailedRun): FailedRun {
  return one === undefined || other.index < one.index ? other : one;
}

/** One run fails in one way only, so this decides nothing but broken input. */
function order(a: FailureData, b: FailureData): number {
  return a.example.signature.id < b.example.signature.id ? -1 : 1;
}
