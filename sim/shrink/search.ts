import type { Scenario } from "../../model/index.ts";
import { choicesFor, emptyTape, recording, type Tape } from "../choices/index.ts";
import { simulate } from "../drivers/index.ts";
import type { Failing, ShrinkOptions } from "./attempt.ts";
import { SpentError } from "./spent-error.ts";

/** The best scenario so far, and the way to a better one: attempts within a budget. */
export class Search {
  best: Scenario;
  violatedAtUs: number;
  attempts = 0;
  events = 0;
  private readonly options: ShrinkOptions;
  /** The run that was found needs the defects to fail; undefined: not asked yet. */
  private needsDefects: boolean | undefined;
  private readonly failedBefore = new Set<string>();

  constructor({ scenario, violatedAtUs }: Failing, options: ShrinkOptions) {
    this.best = scenario;
    this.violatedAtUs = violatedAtUs;
    this.options = options;
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
    const atUs = this.violation(candidate, this.options.modelFor);
    if (atUs === null || this.failsWithoutDefects(candidate)) {
      this.failedBefore.add(key);
      return false;
    }
    this.best = candidate;
    this.violatedAtUs = atUs;
    this.options.better?.(candidate, this.attempts);
    return true;
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
      observe: (event) => watcher.observe(event),
      stop: () => watcher.violatedAtUs() !== null,
    });
    this.events += result.events;
    return watcher.violatedAtUs() ?? watcher.finish(result.endUs);
  }
}
