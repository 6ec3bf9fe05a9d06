import { UsageError } from "../usage-error.ts";

const HOUR_US = 3_600_000_000;
const scale: Readonly<Record<string, number>> = {
  us: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  min: 60_000_000,
  h: HOUR_US,
};

/** Latest moment and longest time that is accepted, microseconds. */
const TIME_MAX = 1_000_000_000_000;

/** A length of time as it is typed, exactly: `150s`, `500ms`, `1us`. */
export function typedDuration(us: number): string {
  const unit = ["s", "ms"].find((name) => us % (scale[name] ?? 1) === 0) ?? "us";
  return `${us / (scale[unit] ?? 1)}${unit}`;
}

/**
 * A length of time in microseconds: `90s`, `500ms`, `3m`, `1.5s`. A plain number other than 0 says no time.
 *
 * @param option the option it was given to, for the error
 * @param expected what may be given, for the error
 * @throws UsageError if it is no such time, negative, or beyond what can be simulated
 */
export function durationUs(text: string, option: string, expected = "a time such as 90s, 500ms or 3m"): number {
  const parts = /^(\d+(?:\.\d+)?)(us|ms|s|m|min|h)?$/.exec(text.trim());
  const us = parts === null ? Number.NaN : Number(parts[1]) * (scale[parts[2] ?? "us"] ?? Number.NaN);
  if (parts !== null && parts[2] === undefined && us > 0) {
    throw new UsageError(`${option}: "${text}" has no unit; write ${text}s, ${text}ms or ${text}us`);
  }
  if (us > TIME_MAX) {
    throw new UsageError(
      `${option}: "${text}" is more than can be simulated; give ${Math.floor(TIME_MAX / HOUR_US)}h or less`,
    );
  }
  if (!Number.isSafeInteger(us)) {
    throw new UsageError(`${option}: expected ${expected}, got "${text}"`);
  }
  return us;
}
