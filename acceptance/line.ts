/** How much of a line is run: all of it, or what fits into every submission. */
export type Size = "full" | "small";

/** What came of a line. */
export interface Outcome {
  readonly state: "passed" | "failed" | "skipped";
  /** Measured figures and the commands behind them, in a sentence or a few. */
  readonly figures: string;
}

/** A speed: judged at full size; at small size, on a machine that does other things too, it is only measured. */
export function speed(size: Size, ok: boolean, figures: string): Outcome {
  return size === "full" ? outcome(ok, figures) : { state: "passed", figures: `${figures} (measured, not judged)` };
}

/** One thing that must be true before an issue counts as done. */
export interface Line {
  readonly name: string;
  readonly run: (size: Size) => Outcome | Promise<Outcome>;
}

/** An outcome from a condition. */
export function outcome(ok: boolean, figures: string): Outcome {
  return { state: ok ? "passed" : "failed", figures };
}
