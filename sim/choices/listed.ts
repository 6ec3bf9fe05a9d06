import type { ListedDecision } from "../../model/index.ts";
import { type Choices, checkBound } from "./choices.ts";

/**
 * Every decision takes its least value, but for those that are listed. What is too large wraps round: a list outlives
 * small changes of the ranges it was made with.
 */
export function listed(decisions: Readonly<Record<string, readonly ListedDecision[]>>): Choices {
  const streams = new Map(Object.entries(decisions).map(([label, list]) => [label, new Map(list)]));
  const asked = new Map<string, number>();
  return {
    pick(label, bound) {
      checkBound(label, bound);
      if (bound === 1) return 0;
      const nth = asked.get(label) ?? 0;
      asked.set(label, nth + 1);
      return (streams.get(label)?.get(nth) ?? 0) % bound;
    },
  };
}
