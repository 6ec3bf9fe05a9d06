import type { Arbitrary } from "fast-check";
import type { Fault } from "../../model/index.ts";
import { fastCheck } from "./fast-check.ts";

const s = 1_000_000;

/** Round lengths of time and round moments that a shrunk fault may have, microseconds. */
const LENGTHS = [1_000, 10_000, 100_000, 1 * s, 2 * s, 5 * s, 10 * s, 20 * s, 30 * s, 60 * s];
const MOMENTS = Array.from({ length: 24 }, (_, index) => (index + 1) * 10 * s);

/** A number below a list's length takes an entry of it, any other leaves things as they are: mostly they stay, and shrink later. */
const STEPS = 199;

/** The fields of faults that say how long or how much, where less is gentler; 0 has a meaning of its own. */
const AMOUNTS = ["forUs", "extraUs", "byUs", "restartUs"] as const;

/**
 * Some of the faults, in their order; each as it is, or gentler and earlier: shorter, less, at a rounder moment. Whatever
 * may happen in a plan may also happen for a shorter time, so the plan goes on respecting what the full one does.
 *
 * @param fromUs no fault comes earlier
 */
export function gentlerFaults(faults: readonly Fault[], fromUs: number): Arbitrary<readonly Fault[]> {
  const fc = fastCheck();
  const indexes = faults.map((_, index) => index);
  return fc.subarray(indexes).chain((kept) => {
    const changed = kept.map((index) => gentlerFault(faults[index] as Fault, fromUs));
    return fc.tuple(...changed).map((plan) => inOrder(plan));
  });
}

function gentlerFault(fault: Fault, fromUs: number): Arbitrary<Fault> {
  const fc = fastCheck();
  const step = fc.nat(STEPS);
  return fc.record({ amount: step, moment: step }).map(({ amount, moment }) => {
    const moments = [fromUs, ...MOMENTS].filter((atUs) => atUs >= fromUs && atUs < fault.atUs);
    return { ...fault, ...lessOf(fault, amount), atUs: moments[moment] ?? fault.atUs } as Fault;
  });
}

function lessOf(fault: Fault, step: number): Partial<Record<(typeof AMOUNTS)[number], number>> {
  const given = fault as Partial<Record<(typeof AMOUNTS)[number], number>>;
  const changes: Partial<Record<(typeof AMOUNTS)[number], number>> = {};
  for (const field of AMOUNTS) {
    const value = given[field];
    if (value === undefined) continue;
    const less = LENGTHS.filter((length) => length < Math.abs(value))[step];
    if (less !== undefined) changes[field] = value < 0 ? -less : less;
  }
  return changes;
}

function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return [...faults].sort((a, b) => a.atUs - b.atUs);
}
