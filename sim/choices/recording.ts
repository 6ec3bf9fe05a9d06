import { type Choices, checkBound } from "./choices.ts";
import type { Tape } from "./tape.ts";

/** Most decisions a tape keeps: a run of up to some 40 nodes fits, and the text of more could not be read back. */
const KEPT_MAX = 4_000_000;

/**
 * Passes decisions of `inner` through and appends each to `tape`.
 *
 * @param keptMax what is decided after so many decisions is only counted
 */
export function recording(inner: Choices, tape: Tape, keptMax: number = KEPT_MAX): Choices {
  const indexes = new Map(tape.labels.map((label, index) => [label, index]));
  return {
    pick(label, bound, who) {
      checkBound(label, bound);
      if (bound === 1) return 0;
      const value = inner.pick(label, bound, who);
      if (tape.entries.length >= keptMax * 3) {
        tape.rest = (tape.rest ?? 0) + 1;
        return value;
      }
      let index = indexes.get(label);
      if (index === undefined) {
        index = tape.labels.push(label) - 1;
        indexes.set(label, index);
      }
      tape.entries.push(index, bound, value);
      return value;
    },
  };
}
