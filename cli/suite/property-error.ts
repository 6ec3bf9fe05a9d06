import type { RunVerdict } from "../../reports/index.ts";

/** A scenario does not hold: what is violated or unknown, why, and the command that shows it again. */
export class PropertyError extends Error {
  override readonly name = "PropertyError";
  /** The whole verdict of the run. */
  readonly verdict: RunVerdict;

  constructor(message: string, verdict: RunVerdict) {
    super(message);
    this.verdict = verdict;
  }
}
