import { UsageError } from "../usage-error.ts";

/** An integer from `min` to `max`. @throws UsageError naming the option and the range */
export function integer(text: string, option: string, min: number, max: number): number {
  const value = /^\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new UsageError(`${option}: expected an integer from ${min} to ${max}, got "${text}"`);
}
