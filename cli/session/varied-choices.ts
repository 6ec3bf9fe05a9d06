import type { Choices } from "../../sim/index.ts";

/** Which decisions an exploration varied, and what they came to. */
export interface Varied {
  readonly labels: readonly string[];
  readonly fromUs: number;
  readonly values: readonly number[];
}

/** Decisions as one run of an exploration made them: the varied ones as given, all others from `fixed`. */
export function variedChoices({ labels, fromUs, values }: Varied, fixed: Choices, nowUs: () => number): Choices {
  let next = 0;
  return {
    pick(label, bound, who) {
      const value = values[next];
      if (value === undefined || !labels.includes(label) || nowUs() < fromUs) return fixed.pick(label, bound, who);
      next += 1;
      return value;
    },
  };
}
