import { type Choices, checkBound } from "./choices.ts";
import type { Tape } from "./tape.ts";

/** Passes decisions of `inner` through and appends each to `tape`. */
export function recording(inner: Choices, tape: Tape): Choices {
  const indexes = new Map(tape.labels.map((label, index) => [label, index]));
  return {
    pick(label, bound) {
      checkBound(label, bound);
      if (bound === 1) return 0;
      const value = inner.pick(label, bound);
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
