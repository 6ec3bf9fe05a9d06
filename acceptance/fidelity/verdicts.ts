import type { Spread } from "./simulated.ts";
import type { Cell } from "./timings.ts";

/** What came of a comparison: it holds, it does not, or there is nothing to compare. */
export type Verdict = "yes" | "no" | "";

/** (a): every measured value lies inside the simulated range, at the 0.1 s to which the measured ones are rounded. */
export function measuredInside({ measured }: Cell, { range, missing }: Spread): Verdict {
  if (measured === undefined) return "";
  if (measured === null) return missing > 0 ? "yes" : "no";
  if (range === null) return "no";
  return tenths(range[0]) <= tenths(measured[0]) && tenths(measured[1]) <= tenths(range[2]) ? "yes" : "no";
}

/** (b): every simulated value lies inside the mechanism interval, and happens or not as that says. */
export function insideMechanism({ mechanism, sometimes = false }: Cell, { range, missing }: Spread): Verdict {
  if (mechanism === undefined) return "";
  if (mechanism === null) return range === null ? "yes" : "no";
  if (missing > 0 && !sometimes) return "no";
  return range === null || (mechanism[0] <= range[0] && range[2] <= mechanism[1]) ? "yes" : "no";
}

/** (c): a value of a run with a trial's phases agrees with the trial's within the larger of 1 s and 20 %. */
export function agrees(measured: number | null, simulated: number | null): boolean {
  if (measured === null || simulated === null) return measured === simulated;
  return Math.abs(measured - simulated) <= Math.max(1, measured * 0.2);
}

function tenths(seconds: number): number {
  return Math.round(seconds * 10);
}
