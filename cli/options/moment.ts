import { UsageError } from "../usage-error.ts";
import { durationUs } from "./duration.ts";

const EXPECTED = "a moment such as 90s or 01:30.250";

/**
 * A moment of a run in microseconds: `12.5s` and the like, or `02:56.109771` as reports have it.
 *
 * @param option the option it was given to, for the error
 * @throws UsageError if it is neither
 */
export function momentUs(text: string, option: string): number {
  const parts = /^(\d{1,6}):(\d\d)(?:\.(\d{1,6}))?$/.exec(text.trim());
  if (parts === null) {
    if (text.includes(":")) throw new UsageError(`${option}: expected ${EXPECTED}, got "${text}"`);
    return durationUs(text, option, EXPECTED);
  }
  const [, minutes, seconds, fraction = ""] = parts;
  return durationUs(
    `${Number(minutes) * 60_000_000 + Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, "0"))}us`,
    option,
  );
}
