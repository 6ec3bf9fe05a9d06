import type { Model, Scenario, TraceEvent } from "../../model/index.ts";
import { type Choices, choicesFor, enumerate } from "../choices/index.ts";
import { type RunResult, simulate } from "./simulate.ts";

/** What is varied, and how far. */
export interface ExploreOptions {
  readonly model: Model;
  /** How many decisions of these streams are varied, each between its least and its greatest value. */
  readonly decisions: number;
  /** Streams whose decisions are varied: `network`, `local`, `exec`, `storage`, `script`. */
  readonly labels: readonly string[];
  /** Only decisions from this time on are varied, microseconds. */
  readonly fromUs: number;
  /** All faults are also moved later by 0, 1 … `shifts` - 1 times this, microseconds. */
  readonly shiftUs: number;
  readonly shifts: number;
  readonly runsMax: number;
  /** Called before each run. */
  readonly begin: () => Visit;
}

/** Looks at one run. */
export interface Visit {
  readonly observe: (event: TraceEvent) => void;
  /** The run is over; false ends the exploration. `varied` are the values of the varied decisions, for a report. */
  readonly end: (result: RunResult, scenario: Scenario, varied: readonly number[]) => boolean;
}

/** How far an exploration got. */
export interface Exploration {
  readonly runs: number;
  /** Every combination was tried. */
  readonly exhausted: boolean;
}

/** Thrown to leave the enumeration when a visit says so. */
class Enough extends Error {
  override readonly name = "Enough";
}

/** Runs a small scenario under every combination of the varied decisions, up to a bound. */
export function explore(scenario: Scenario, options: ExploreOptions): Exploration {
  let runs = 0;
  const visit = (enumerated: Choices): void => {
    runs += 1;
    const shift = options.shifts > 1 ? enumerated.pick("shift", options.shifts) : 0;
    const shifted = shiftFaults(scenario, shift * options.shiftUs);
    const { observe, end } = options.begin();
    const varied: number[] = [shift];
    let nowUs = 0;
    const choices = varying(options, enumerated, choicesFor(scenario), varied, () => nowUs);
    const result = simulate(shifted, {
      model: options.model,
      choices,
      observe: (event) => {
        nowUs = event.atUs;
        observe(event);
      },
    });
    if (!end(result, shifted, varied)) throw new Enough();
  };
  try {
    return enumerate(visit, options.runsMax);
  } catch (error) {
    if (error instanceof Enough) return { runs, exhausted: false };
    throw error;
  }
}

/** Decisions that are varied come from the enumeration, all others are fixed by the seed. */
function varying(
  options: ExploreOptions,
  enumerated: Choices,
  fixed: Choices,
  varied: number[],
  nowUs: () => number,
): Choices {
  return {
    pick(label, bound, who) {
      const isVaried =
        varied.length <= options.decisions && options.labels.includes(label) && nowUs() >= options.fromUs;
      if (!isVaried) return fixed.pick(label, bound, who);
      const value = enumerated.pick(label, 2) === 0 ? 0 : bound - 1;
      varied.push(value);
      return value;
    },
  };
}

function shiftFaults(scenario: Scenario, byUs: number): Scenario {
  if (byUs === 0) return scenario;
  return { ...scenario, faults: scenario.faults.map((fault) => ({ ...fault, atUs: fault.atUs + byUs })) };
}
