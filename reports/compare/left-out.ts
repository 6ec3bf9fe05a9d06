/** A misfortune that not every design can suffer, and why. */
export interface LeftOut {
  /** A kind of fault, with its program if it has one. */
  readonly what: string;
  readonly why: string;
}

/** The same, over all runs. */
export interface CountedLeftOut extends LeftOut {
  /** How many faults were taken out of drawn plans; null: it was never drawn. */
  readonly faults: number | null;
}
