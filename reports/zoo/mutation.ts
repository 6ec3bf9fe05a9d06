/** What became of a mutant: a property broke; none did; or it could not make a difference at all. */
export type FateWord =
  /** A property broke that holds without it. */
  | "killed"
  /** Its runs went another way, and no property minded. */
  | "survived"
  /** It was asked, and every event of every run stayed the same. */
  | "same"
  /** No run asked it anything that it answers differently. */
  | "unreached"
  /** The chart does not hold together with it: it cannot be built. */
  | "refused";

/** How a mutant was killed: the verdict, or what else went wrong. */
export type KillWord =
  /** A property was violated. */
  | "violated"
  /** A property that holds without it was left undecided, or the run went round in circles. */
  | "inconclusive"
  /** The simulator itself failed. */
  | "crashed";

/** What became of one mutant. */
export interface Fate {
  /** `<chart> <kind> <name>`. */
  readonly id: string;
  /** The lock design it was run with. */
  readonly lock: string;
  /** The design of grace; absent: nobody locked files. */
  readonly grace?: string;
  readonly fate: FateWord;
  /** Killed: the property, or what else went wrong; refused: why. */
  readonly by?: string;
  /** Killed: by what kind of verdict. */
  readonly how?: KillWord;
  /** The run that killed it. */
  readonly seed?: string;
  /** Runs in which it could make a difference, up to its death. */
  readonly reached: number;
  /** Runs that went another way. */
  readonly differing: number;
  /** Why it survives, if somebody has looked. */
  readonly why?: string;
}
