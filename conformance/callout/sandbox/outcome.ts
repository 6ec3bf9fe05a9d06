import type { Call } from "./call.ts";

/** What ended a script: itself, or a limit that it passed. */
export type Ending = "itself" | "time" | "output" | "files" | "processes";

/** One run of a script. */
export interface Outcome {
  /** The arguments it was given. */
  readonly args: readonly string[];
  /** Exit code, or 128 + signal. */
  readonly status: number;
  readonly ending: Ending;
  /** Standard output, cut at the limit. */
  readonly out: string;
  /** Standard error, cut at the limit. */
  readonly err: string;
  /** Calls of stubs that were over when it ended, in order. */
  readonly calls: readonly Call[];
  readonly tookMs: number;
}

/** How a run ended, in a few words. */
export function endingInWords({ ending, status }: Outcome): string {
  const words: Record<Ending, string> = {
    itself: `ended with ${status}`,
    time: "was still running at its limit of time",
    output: "was ended: it wrote more than its limit of output",
    files: "was ended: it filled its folder",
    processes: "was ended: it had more processes than its limit",
  };
  return words[ending];
}
