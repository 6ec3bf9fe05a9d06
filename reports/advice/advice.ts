import type { GraceName, WindowCondition, WindowTerms } from "../../model/index.ts";

/** A run that shows what a condition leaves open. */
export interface AdviceWitness {
  readonly seed: string;
  /** A lock was taken from a client whose server failed, or from one of a healthy server; or a client was never told. */
  readonly shows: "taken" | "healthy" | "untold";
  readonly windowUs: number;
  readonly loud: boolean;
  readonly silent: boolean;
  /** The property that it breaks, and what `run` ends with. */
  readonly property: string;
  readonly exitCode: number;
  /** Its scenario, as the user would type it, and the command that tells its story. */
  readonly file: string;
  readonly reproduce: string;
}

/** A condition, and what came of looking for a run that breaks it. */
export interface AdvisedCondition extends WindowCondition {
  /** Runs that were tried. */
  readonly runs: number;
  readonly found: AdviceWitness | null;
}

/** What follows for a design. */
export interface AdvisedDesign {
  readonly grace: GraceName;
  readonly isEmpty: boolean;
  readonly conditions: readonly AdvisedCondition[];
}

/** What `advise` says of a configuration folder. */
export interface Advice {
  readonly seed: string;
  readonly folder: string;
  /** Why these designs. */
  readonly because: string;
  readonly reproduce: string;
  readonly terms: WindowTerms;
  readonly designs: readonly AdvisedDesign[];
}
