import { durationText } from "../time-text.ts";

/** A measured time with as many digits as it deserves: `8.2 ms`, `241 ms`, `4.52 s`. */
export function millisecondsText(ms: number): string {
  const step = ms < 10 ? 0.1 : ms < 1_000 ? 1 : 10;
  return durationText(Math.round(Math.round(ms / step) * step * 1_000));
}

/** All measured times of a clause, in the order in which they were measured. */
export function measuredText(measuredMs: Readonly<Record<string, number>>): string {
  return Object.entries(measuredMs)
    .map(([name, ms]) => `${name} ${millisecondsText(ms)}`)
    .join(", ");
}
