import { measuredRun } from "../../cli/grace/grace-cells.ts";
import type { GraceCellKey, GraceRun } from "../../reports/index.ts";
import { type Outcome, outcome } from "../line.ts";

/** Does a run lose a lock of anybody's, in a way that a cell counts? */
function isLost({ loud, silent, healthy }: GraceRun): boolean {
  return loud || silent || healthy;
}

/** An open cell: some run of so many loses a lock; a closed one: none does. */
export function graceCell(key: GraceCellKey, isOpen: boolean, runs: number): Outcome {
  for (let index = 1; index <= runs; index += 1) {
    const seed = `matrix/${index}`;
    if (isLost(measuredRun(seed, { ...key, set: {} }))) return outcome(isOpen, `a lock is lost in run ${index}`);
  }
  return outcome(!isOpen, `no lock is lost in ${runs} runs`);
}
