import type { DrillAct } from "./act.ts";

/** One step of a drill. */
export type DrillStep =
  /** Do something; acts that start another helper wait for its answer, at most `otherWithinUs`. */
  | { readonly kind: "act"; readonly act: DrillAct }
  /** Wait for the helper's first byte or the end of its output. Microseconds. */
  | { readonly kind: "answer"; readonly withinUs: number }
  /** Wait until the helper is gone and its output closed. Microseconds. */
  | { readonly kind: "end"; readonly withinUs: number }
  /** Wait so many microseconds. */
  | { readonly kind: "wait"; readonly forUs: number };

/** A fixed order of things that are done to one helper, the same in the model and in reality. */
export interface Drill {
  /** What is done, in order; unique among the drills of one helper. */
  readonly name: string;
  readonly steps: readonly DrillStep[];
}

/** How long another helper is waited for. */
export const otherWithinUs = 10_000_000;

/** What is done in a drill, in order. */
export function actsOf({ steps }: Pick<Drill, "steps">): readonly DrillAct[] {
  return steps.flatMap((step) => (step.kind === "act" ? [step.act] : []));
}
