import type { Pnn } from "../../words/index.ts";

/** How a control failed: the node answered that it did, or did not answer in time. */
export const controlFailures = ["ERROR", "TIMEOUT"] as const;

/** One of {@link controlFailures}. */
export type ControlFailure = (typeof controlFailures)[number];

/** A control that failed. */
export interface FailedControl {
  readonly pnn: Pnn;
  readonly kind: ControlFailure;
}

/**
 * Counts failures against nodes. Of controls that were sent together only the first failure that arrives is counted:
 * the client library remembers no other (`client/client_control.c`). For RELEASE_IP those of one address are together.
 *
 * @param failures of controls sent together, in the order in which they arrived
 */
export function addCredits(credits: number[], failures: readonly FailedControl[]): void {
  const first = failures[0];
  if (first !== undefined) credits[first.pnn] = (credits[first.pnn] ?? 0) + 1;
}

/** The node with the most credits, the lowest of equals; undefined if none has any. */
export function mostBlamed(credits: readonly number[]): Pnn | undefined {
  const most = Math.max(0, ...credits);
  return most === 0 ? undefined : credits.indexOf(most);
}

/** Failures of controls sent together, in the order in which they arrive: answers first, as sent, then time-outs. */
export function inOrderOfArrival(failures: readonly FailedControl[]): FailedControl[] {
  return [...failures.filter(({ kind }) => kind === "ERROR"), ...failures.filter(({ kind }) => kind === "TIMEOUT")];
}

/**
 * How a phase ends: with the error of those controls sent together that were complete last. Where one is timed out they
 * are complete at the deadline, so they come after all that were answered.
 *
 * @param groups the failures of controls sent together, each {@link inOrderOfArrival}, in the order sent
 */
export function phaseError(groups: readonly (readonly FailedControl[])[]): ControlFailure | undefined {
  const failed = groups.filter(({ length }) => length > 0);
  const late = failed.filter((group) => group.some(({ kind }) => kind === "TIMEOUT"));
  return (late.at(-1) ?? failed.at(-1))?.[0]?.kind;
}
