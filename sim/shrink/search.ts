import { locksAreTested, type Scenario } from "../../model/index.ts";
import { choicesFor, emptyTape, recording, type Tape } from "../choices/index.ts";
import { simulate } from "../drivers/index.ts";
import type { Failing, ShrinkOptions } from "./attempt.ts";
import { SpentError } from "./spent-error.ts";

/** Runs with other latencies that tell whether a failure is one of chance. */
const ECHOES = 4;
/** A candidate must fail in one of so many. */
const ECHOES_OF_CANDIDATE = 3;
/** A candidate that has cost so many times what the best run costs, and more than any short run does, will not fail. */
const COST_MAX = 2;
const COST_LEAST = 60_000;
/** The same as long as nothing is known: events for each node and simulated second, of which a busy one has about 40. */
const BUSY_MAX = 200;

/** The best scenario so far, and the way to a better one: attempts within a budget. */
export class Search {
  best: Scenario;
  /** The scenario as it was found. */
  readonly found: Scenario;
  violatedAtUs: number;
  attempts = 0;
  events = 0;
  private readonly options: ShrinkOptions;
  /** The run that was found needs the defects to fail; undefined: not asked yet. */
  private needsDefects: boolean | undefined;
  /** The run that was found fails in half of the runs with other latencies; undefined: not asked yet. */
  private isSturdy: boolean | undefined;
  /** Events of the kernel after which a candidate is given up. */
  private costMax: number;
  private readonly failedBefore = new Set<string>();

  constructor({ scenario, violatedAtUs }: Failing, options: ShrinkOptions) {
    this.best = scenario;
    this.found = scenario;
    this.violatedAtUs = violatedAtUs;
    this.options = options;
    this.costMax = scenario.nodes * (scenario.durationUs / 1_000_000 + 100) * BUSY_MAX;
  }

  /** Does the property fail in the best scenario by what it says itself? */
  isRepeatable(): boolean {
    return this.violation(this.best, this.options.modelFor) !== null;
  }

  /**
   * Takes a candidate for the best if the property fails in it too.
   *
   * @throws SpentError when the budget is used up
   */
  accepts(candidate: Scenario): boolean {
    const key = JSON.stringify(candidate);
    if (this.failedBefore.has(key) || key === JSON.stringify(this.best)) return false;
    // Nobody could read it in again: such a scenario file is refused.
    if (!locksAreTested(candidate)) return false;
    const before = this.events;
    const atUs = this.violation(candidate, this.options.modelFor);
    const cost = this.events - before;
    if (atUs === null || this.failsWithoutDefects(candidate) || this.isFlimsy(candidate)) {
      this.failedBefore.add(key);
      return false;
    }
    this.best = candidate;
    this.violatedAtUs = atUs;
    this.costMax = Math.max(COST_LEAST, COST_MAX * cost);
    this.options.better?.(candidate, this.attempts);
    return true;
  }

  /** Goes back to an earlier best. */
  restore({ best, violatedAtUs }: Pick<Search, "best" | "violatedAtUs">): void {
    this.best = best;
    this.violatedAtUs = violatedAtUs;
  }

  /** As {@link accepts}, also with other seeds: what is left open falls differently in each. */
  acceptsAnySeed(candidate: Scenario, others: number): boolean {
    if (this.accepts(candidate)) return true;
    if (candidate.draws?.kind === "listed") return false;
    const stem = candidate.seed.replace(/~\d+$/, "");
    for (let index = 1; index <= others; index += 1) {
      if (this.accepts({ ...candidate, seed: `${stem}~${index}` })) return true;
    }
    return false;
  }

  /**
   * Does a candidate fail only by chance, though the run that was found fails whatever its latencies? A story in which
   * all depends on two hosts that do something in the same microsecond is not its story.
   */
  private isFlimsy(candidate: Scenario): boolean {
    this.isSturdy ??= this.echoes(this.found, ECHOES) * 2 >= ECHOES;
    return this.isSturdy && this.echoes(candidate, ECHOES_OF_CANDIDATE, 1) === 0;
  }

  /**
   * In how many runs with other latencies a scenario fails: with those of the run that was found, drawn anew.
   *
   * @param of how many runs are made
   * @param enough so many are counted at most
   */
  echoes(scenario: Scenario, of: number, enough: number = of): number {
    const { draws: _, bootAtUs: __, ...open } = scenario;
    const { timing, bootAtUs } = this.found;
    let failed = 0;
    for (let index = 1; index <= of && failed < enough; index += 1) {
      const seed = `${scenario.seed}~echo-${index}`;
      const boots = bootAtUs === undefined || scenario.nodes !== this.found.nodes ? {} : { bootAtUs };
      if (this.violation({ ...open, ...boots, timing, seed }, this.options.modelFor) !== null) failed += 1;
    }
    return failed;
  }

  /** Does a candidate fail whatever the defects? If the run that was found does, that is no reason against it. */
  private failsWithoutDefects(candidate: Scenario): boolean {
    const { soundModelFor } = this.options;
    if (soundModelFor === undefined) return false;
    this.needsDefects ??= this.violation(this.best, soundModelFor) === null;
    return this.needsDefects && this.violation(candidate, soundModelFor) !== null;
  }

  /** The decisions of the best scenario's run, up to its violation. */
  tape(): Tape {
    const tape = emptyTape();
    this.violation(this.best, this.options.modelFor, tape);
    return tape;
  }

  private violation(scenario: Scenario, modelFor: ShrinkOptions["modelFor"], tape?: Tape): number | null {
    if (this.events >= this.options.eventsMax || this.options.enough?.() === true) throw new SpentError();
    this.attempts += 1;
    const watcher = this.options.watch(scenario);
    const choices = choicesFor(scenario);
    const result = simulate(scenario, {
      model: modelFor(scenario),
      choices: tape === undefined ? choices : recording(choices, tape),
      // Whether a candidate holds without the defects is asked to the end.
      ...(modelFor === this.options.modelFor ? { eventsMax: this.costMax } : {}),
      observe: (event) => watcher.observe(event),
      stop: () => watcher.violatedAtUs() !== null,
    });
    this.events += result.events;
    return watcher.violatedAtUs() ?? watcher.finish(result.endUs);
  }
}
