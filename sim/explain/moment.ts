/** A moment of a recorded run from which it can be tried again. */
export interface Moment {
  readonly atUs: number;
  /** Decisions made until then: those that a new try repeats. */
  readonly decisions: number;
  /** Faults that had struck until then. */
  readonly struck: number;
}

/** How a run went on when every decision after a moment was drawn anew. */
export interface Odds {
  /** Place of the moment in the list that was given. */
  readonly moment: number;
  readonly runs: number;
  /** Runs in which the property failed. */
  readonly failed: number;
  /** The same of as many runs in which no further fault struck. */
  readonly failedWithoutFaults: number;
}
