import type { ListedDecision } from "../../model/index.ts";
import { type Choices, checkBound } from "./choices.ts";

/** Numbers that mean nothing but "another one than before": the least value each time would make them all the same. */
const identities: ReadonlySet<string> = new Set(["generation"]);
/** Askers are apart by as much, in the unit of what they ask for (microseconds). */
const APART = 13;
/** So many askers differ; then it starts again. */
const ASKERS = 16;

/**
 * Every decision takes its least value, a few microseconds apart by who asks, but for those that are listed: two hosts
 * that did all in the same microsecond would be in step as no real ones are. What is too large wraps round: a list
 * outlives small changes of the ranges it was made with.
 */
export function listed(decisions: Readonly<Record<string, readonly ListedDecision[]>>): Choices {
  const streams = new Map(Object.entries(decisions).map(([label, list]) => [label, new Map(list)]));
  const asked = new Map<string, number>();
  return {
    pick(label, bound, who = 0) {
      checkBound(label, bound);
      if (bound === 1) return 0;
      const nth = asked.get(label) ?? 0;
      asked.set(label, nth + 1);
      const value = streams.get(label)?.get(nth);
      if (value !== undefined) return value % bound;
      return identities.has(label) ? spread(nth, bound) : Math.min(bound - 1, (who % ASKERS) * APART);
    },
  };
}

/** Is this a number of which only matters that it is another one each time? */
export function isIdentity(label: string): boolean {
  return identities.has(label);
}

/** The nth of a row of numbers that look drawn and never repeat soon. */
function spread(nth: number, bound: number): number {
  return (Math.imul(nth + 1, 0x9e3779b1) >>> 0) % bound;
}
