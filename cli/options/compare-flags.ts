import type { RunFlags } from "./run-flags.ts";

/** The options of `compare`, as typed. */
export interface CompareFlags extends Omit<RunFlags, "defect" | "out" | "lock"> {
  readonly lock?: string;
  readonly runs: string;
  readonly budget?: string;
  readonly addressBudget?: string;
  readonly clients?: string;
  readonly html?: string;
  readonly out?: string;
}
