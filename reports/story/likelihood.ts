/** How often the property failed when everything after a moment was decided anew. */
export interface LikelihoodPoint {
  readonly atUs: number;
  /** What happened at this moment, in the words of the story. */
  readonly what: string;
  /** Runs that went on from here, with the faults that were still to come. */
  readonly runs: number;
  readonly failed: number;
  /** Of as many runs that went on without any further fault; absent: not tried. */
  readonly failedWithoutFaults?: number;
}

/** When a failure became likely. */
export interface Likelihood {
  readonly property: string;
  readonly points: readonly LikelihoodPoint[];
}
