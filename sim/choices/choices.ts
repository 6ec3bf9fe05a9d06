import { ChoiceError } from "./choice-error.ts";

/** Where every decision of a run comes from that is not a consequence of earlier ones. */
export interface Choices {
  /**
   * An integer in `[0, bound)`.
   *
   * A bound of 1 leaves nothing to decide: it consumes nothing and is not recorded.
   *
   * @param label who asks, coarsely ("network", "clock/2"); decisions under one label never shift those under another
   * @param bound a safe integer of at least 1
   * @param who which host or link asks, as a number of at least 0; only ranks look at it, no tape keeps it
   * @throws ChoiceError on any other bound
   */
  pick(label: string, bound: number, who?: number): number;
}

/** Refuses a bound from which nothing can be picked. */
export function checkBound(label: string, bound: number): void {
  if (!(Number.isSafeInteger(bound) && bound >= 1)) {
    throw new ChoiceError(`Expected the bound of "${label}" to be an integer of at least 1, got ${bound}`);
  }
}
