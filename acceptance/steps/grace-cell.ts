import { measuredRun } from "../../cli/grace/grace-cells.ts";
import { type GraceCellKey, isLoss } from "../../reports/index.ts";
import { type Outcome, outcome } from "../line.ts";

/** An open cell: some run of so many loses a lock; a closed one: none does. */
export function graceCell(key: GraceCellKey, isOpen: boolean, runs: number): Outcome {
  for (let index = 1; index <= runs; index += 1) {
    const seed = `matrix/${index}`;
    if (isLoss(measuredRun(seed, { ...key, set: {} }))) return outcome(isOpen, `a lock is lost in run ${index}`);
  }
  return outcome(!isOpen, `no lock is lost in ${runs} runs`);
}
