import { type Choices, checkBound } from "./choices.ts";

/** Plain numbers, as a shrinker edits them: whatever is too large wraps round, and past the end every decision is 0. */
export function scripted(values: readonly number[]): Choices {
  let index = 0;
  return {
    pick(label, bound) {
      checkBound(label, bound);
      if (bound === 1) return 0;
      const value = values[index] ?? 0;
      index += 1;
      return value % bound;
    },
  };
}
