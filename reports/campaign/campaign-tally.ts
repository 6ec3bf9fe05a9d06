import { EXIT, type ExitCode, worstExit } from "../exit-code.ts";
import { type RunVerdict, verdictOfExit } from "../verdict.ts";
import { type CampaignAbout, type CampaignVerdict, unseenWitnesses } from "./campaign-verdict.ts";
import { type FailedRun, type FailureData, FailureTally } from "./failure-tally.ts";
import { joined, NEVER, type Occurrence, type Occurrences, withOne } from "./occurrences.ts";
import { RunTally, type RunTallyData } from "./run-tally.ts";
import { signature, signatureOf } from "./signature.ts";

/** What is known of a run besides its verdict. */
export interface RunMore {
  /** Its number in the campaign. */
  readonly index: number;
  /** How long the cluster lived, microseconds. */
  readonly simulatedUs: number;
  /** It was made twice, to see whether it comes out the same. */
  readonly checked: boolean;
  /** In what the second run differed, as a sentence. */
  readonly difference?: string;
  /** Times each transition was taken, by "chart/transition". */
  readonly coverage?: Readonly<Record<string, number>>;
}

/** Runs added up, as plain data: what a worker, a shard or a journal hands on. */
export interface CampaignTallyData extends RunTallyData {
  readonly runs: number;
  readonly codes: readonly ExitCode[];
  readonly failures: readonly FailureData[];
  readonly checked: number;
  readonly outOfMemory: Occurrences;
  readonly crashed: Occurrences;
  readonly simulatedUs: number;
  readonly coverage: Readonly<Record<string, number>>;
}

/** Why a run has no verdict: it ran out of memory, or its worker died of it again and again. */
export type SetAside = "outOfMemory" | "crashed";

/** Adds up runs as they end. What it says depends on the runs, never on their order or on how they were divided. */
export class CampaignTally {
  /** Failed runs by signature. */
  readonly failures: FailureTally = new FailureTally();
  private readonly tally = new RunTally();
  private readonly codes = new Set<ExitCode>();
  private readonly coverage = new Map<string, number>();
  private readonly aside: Record<SetAside, Occurrences> = { outOfMemory: NEVER, crashed: NEVER };
  private runs = 0;
  private checked = 0;
  private simulatedUs = 0;

  /** Takes in one run; without more it is the next one. */
  add(run: RunVerdict, more: RunMore = { index: this.runs + 1, simulatedUs: 0, checked: false }): void {
    const { index, difference } = more;
    this.tally.add(run, index);
    this.checked += more.checked ? 1 : 0;
    this.simulatedUs += more.simulatedUs;
    this.cover(more.coverage ?? {});
    if (difference === undefined) {
      this.end(run.exitCode);
      if (run.exitCode !== EXIT.holds) this.fail(run, index);
      return;
    }
    const { seed, reproduce } = run;
    this.addFailure({
      signature: signature("diverged", EXIT.diverged, difference),
      index,
      seed,
      sentences: [difference],
      reproduce,
    });
  }

  /** Takes in a run of which nothing is known but how it failed. */
  addFailure(run: FailedRun): void {
    this.end(run.signature.exitCode);
    this.failures.add(run);
  }

  /** Takes in a seed that could not be judged: neither a pass nor a failure. */
  addSetAside(why: SetAside, run: Occurrence): void {
    this.aside[why] = withOne(this.aside[why], run);
  }

  /** Takes in other runs. */
  merge(data: CampaignTallyData): void {
    this.runs += data.runs;
    for (const code of data.codes) this.codes.add(code);
    this.tally.merge(data);
    this.failures.merge(data.failures);
    this.checked += data.checked;
    this.simulatedUs += data.simulatedUs;
    this.cover(data.coverage);
    for (const why of ["outOfMemory", "crashed"] as const) this.aside[why] = joined(this.aside[why], data[why]);
  }

  /** What it holds. */
  data(): CampaignTallyData {
    return {
      runs: this.runs,
      codes: [...this.codes].sort((a, b) => a - b),
      ...this.tally.data(),
      failures: this.failures.data(),
      checked: this.checked,
      ...this.aside,
      simulatedUs: this.simulatedUs,
      coverage: Object.fromEntries([...this.coverage].sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  }

  /** The outcome so far. Witnesses bind only in a campaign that asked for enough runs. */
  verdict(about: CampaignAbout): CampaignVerdict {
    const { properties, witnesses, measures } = this.tally.tallies();
    const isBlind = unseenWitnesses({ witnesses, runsAsked: about.runsAsked }).length > 0;
    const exitCode = worstExit(isBlind ? [...this.codes, EXIT.inconclusive] : this.codes);
    return {
      seed: about.seed,
      version: about.version,
      modelHash: about.modelHash,
      runs: this.runs,
      runsAsked: about.runsAsked,
      verdict: verdictOfExit(exitCode),
      exitCode,
      assumptions: about.assumptions,
      properties,
      witnesses,
      measures,
      reproduce: about.reproduce,
    };
  }

  private end(code: ExitCode): void {
    this.runs += 1;
    this.codes.add(code);
  }

  private fail(run: RunVerdict, index: number): void {
    const kind = signatureOf(run);
    const why = run.properties.find(({ name }) => name === kind.property)?.why ?? [];
    this.failures.add({ signature: kind, index, seed: run.seed, sentences: why, reproduce: run.reproduce });
  }

  private cover(counts: Readonly<Record<string, number>>): void {
    for (const [name, count] of Object.entries(counts)) this.coverage.set(name, (this.coverage.get(name) ?? 0) + count);
  }
}
