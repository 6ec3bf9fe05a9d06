import type { Model, Scenario, TraceEvent } from "../../model/index.ts";
import type { Tape } from "../choices/index.ts";

/** Watches one run of a candidate for the one property that must go on failing. */
export interface Watcher {
  observe(event: TraceEvent): void;
  /** When the property was violated; null while it is not. Asked after every event. */
  violatedAtUs(): number | null;
  /** The same once the run has ended. */
  finish(endUs: number): number | null;
}

/** What a shrinker needs to know about the run it shortens. */
export interface ShrinkOptions {
  /** The model of a candidate: it depends on the assumptions, which a candidate may restore. */
  readonly modelFor: (scenario: Scenario) => Model;
  readonly watch: (scenario: Scenario) => Watcher;
  /**
   * The model without the defects that are shrunk for: if the run that was found holds without them, a candidate that
   * fails without them tells another story and is not taken. Absent: there are none.
   */
  readonly soundModelFor?: (scenario: Scenario) => Model;
  /** Events of the kernel over all attempts, about 400 a millisecond of CPU. */
  readonly eventsMax: number;
  /** Asked before each attempt; true ends the shrinking with the best so far. */
  readonly enough?: () => boolean;
  /** Told of each success. */
  readonly better?: (best: Scenario, attempts: number) => void;
}

/** The run that is shortened. */
export interface Failing {
  readonly scenario: Scenario;
  /** When the property is violated in it, microseconds. */
  readonly violatedAtUs: number;
  /** Its decisions, for a run that its seed alone does not repeat. */
  readonly tape?: Tape;
}

/** A shortened scenario. */
export interface Shrunk {
  readonly scenario: Scenario;
  /** When the property is violated in it, microseconds. */
  readonly violatedAtUs: number;
  readonly attempts: number;
  /** Events of the kernel that were spent. */
  readonly events: number;
  /** Without any one of its faults and jobs the property does not fail; false: the budget ended before that was known. */
  readonly isMinimal: boolean;
  /** Of so many runs of it with other latencies so many fail too; absent: the budget ended before that was known. */
  readonly echoes?: { readonly failed: number; readonly of: number };
}
