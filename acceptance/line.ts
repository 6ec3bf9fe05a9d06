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

/** A line that takes long, and that a submission can do without: run at full size only. */
export function dear({ name, run }: Line): Line {
  const later = { state: "skipped", figures: "left to the full size" } as const;
  return { name, run: (size) => (size === "full" ? run(size) : later) };
}
