import type { TermName, WindowTerms } from "./window-term.ts";

/** Does one sum of times exceed another: always, not always, or never? */
export type Judgement = "holds" | "may-fail" | "fails";

/** One sum that must exceed another. */
export interface Inequality {
  readonly greater: readonly TermName[];
  readonly lesser: readonly TermName[];
}

/** What came of one. */
export interface Judged extends Inequality {
  readonly judgement: Judgement;
  /** By how much it may fall short, microseconds; 0 where it holds, infinite where nothing bounds it. */
  readonly shortUs: number;
}

/** Holds two sums against each other, the least of the one against the most of the other. */
export function judge(terms: WindowTerms, { greater, lesser }: Inequality): Judged {
  const sum = (names: readonly TermName[], end: "leastUs" | "mostUs"): number =>
    names.reduce((us, name) => us + terms[name][end], 0);
  const leastUs = sum(greater, "leastUs");
  const mostUs = sum(lesser, "mostUs");
  if (leastUs === Number.POSITIVE_INFINITY || leastUs > mostUs)
    return { greater, lesser, judgement: "holds", shortUs: 0 };
  const judgement = sum(greater, "mostUs") <= sum(lesser, "leastUs") ? "fails" : "may-fail";
  return { greater, lesser, judgement, shortUs: mostUs - leastUs };
}
