import type { DrillAct } from "./act.ts";
import type { Drill } from "./drill.ts";
import type { AllowedHistory, History, Interval, Sighting } from "./history.ts";

/** Where a real helper first did what its chart does not allow. */
export interface Disagreement {
  readonly drill: Drill;
  /** Number of the episode, from 0. */
  readonly nth: number;
  /** What the model allows there, and what was seen, in one sentence. */
  readonly because: string;
  readonly real: History;
  /** The way of the model that goes along longest. */
  readonly model: AllowedHistory;
}

/** A drill that was carried out with a real helper. */
export interface DrillResult {
  readonly drill: Drill;
  readonly verdict: "agrees" | "disagrees" | "not established";
  /** One sentence. */
  readonly because: string;
  /** What was seen; empty if nothing was. */
  readonly history: History;
  readonly disagreement?: Disagreement;
}

/** How quick a real helper is beside its model, at one thing. */
export interface DrillMargin {
  readonly act: DrillAct;
  readonly what: Sighting;
  /** The byte, where one is timed. */
  readonly byte?: string;
  /** How often it was measured. */
  readonly times: number;
  readonly measured: Interval;
  readonly model: Interval;
}
