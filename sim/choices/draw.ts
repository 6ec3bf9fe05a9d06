import { ChoiceError } from "./choice-error.ts";
import type { Choices } from "./choices.ts";

// In every draw the value 0 is the tame one (the minimum, "no", nothing, the order given): a shrinker pulls towards 0.

/** An integer from `min` to `max`, both included, all equally likely; `who` asks, see `Choices`. */
export function drawRange(choices: Choices, label: string, min: number, max: number, who?: number): number {
  checkRange(label, min, max);
  return min + choices.pick(label, max - min + 1, who);
}

/** True in `numerator` of `denominator` cases; 0/n and n/n are certain and decide nothing. */
export function drawChance(choices: Choices, label: string, numerator: number, denominator: number): boolean {
  const isRatio = Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) && denominator >= 1;
  if (!(isRatio && numerator >= 0 && numerator <= denominator)) {
    throw new ChoiceError(
      `Expected the chance of "${label}" to be a ratio from 0/1 to 1/1, got ${numerator}/${denominator}`,
    );
  }
  if (numerator === 0 || numerator === denominator) return numerator > 0;
  return choices.pick(label, denominator) >= denominator - numerator;
}

/** One of the items; there must be one. */
export function drawOneOf<Item>(choices: Choices, label: string, items: readonly Item[]): Item {
  if (items.length === 0) throw new ChoiceError(`Expected at least one item to choose from for "${label}", got none`);
  return items[choices.pick(label, items.length)] as Item;
}

/** Each item or not, by the toss of a coin, in the order given. */
export function drawSubset<Item>(choices: Choices, label: string, items: readonly Item[]): Item[] {
  return items.filter(() => choices.pick(label, 2) === 1);
}

/** The items in any order, all equally likely. */
export function drawShuffled<Item>(choices: Choices, label: string, items: readonly Item[]): Item[] {
  const shuffled = [...items];
  for (let index = 0; index < shuffled.length - 1; index += 1) {
    const other = index + choices.pick(label, shuffled.length - index);
    const item = shuffled[index] as Item;
    shuffled[index] = shuffled[other] as Item;
    shuffled[other] = item;
  }
  return shuffled;
}

/**
 * An integer from `min` to `max` where every order of magnitude is equally likely: 1 ms and 10 s alike, rather than nearly always seconds.
 *
 * The octaves 0, 1, 2-3, 4-7, 8-15, … that meet the range are equally likely, and so are the values inside one.
 *
 * @param min 0 or more
 */
export function drawSpread(choices: Choices, label: string, min: number, max: number): number {
  checkRange(label, min, max);
  if (min < 0) throw new ChoiceError(`Expected the spread of "${label}" to start at 0 or above, got ${min}`);
  const first = octaveOf(min);
  const octave = first + choices.pick(label, octaveOf(max) - first + 1);
  const low = Math.max(min, OCTAVES[octave] as number);
  const high = Math.min(max, (OCTAVES[octave + 1] as number) - 1);
  return low + choices.pick(label, high - low + 1);
}

/** Where each octave begins: 0, 1, 2, 4, … 2^53. */
const OCTAVES: readonly number[] = [0, ...Array.from({ length: 54 }, (_, exponent) => 2 ** exponent)];

function octaveOf(value: number): number {
  let octave = 0;
  while ((OCTAVES[octave + 1] as number) <= value) octave += 1;
  return octave;
}

function checkRange(label: string, min: number, max: number): void {
  const fits =
    Number.isSafeInteger(min) && Number.isSafeInteger(max) && min <= max && Number.isSafeInteger(max - min + 1);
  if (!fits)
    throw new ChoiceError(`Expected the range of "${label}" to be two integers in order, got ${min} to ${max}`);
}
