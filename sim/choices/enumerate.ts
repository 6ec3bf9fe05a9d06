import { ChoiceError } from "./choice-error.ts";
import { type Choices, checkBound } from "./choices.ts";
import { DivergedError, type Question } from "./diverged-error.ts";

/** How an enumeration ended. */
export interface Enumeration {
  /** Runs made. */
  readonly runs: number;
  /** True when every combination was visited. */
  readonly exhausted: boolean;
}

interface Digit extends Question {
  value: number;
}

/**
 * Visits every combination of decisions, depth first, like an odometer: the last decision that can still be raised is raised.
 *
 * @param visit one run; must ask the same questions whenever it gets the same answers
 * @param runsMax an integer of at least 1
 * @throws DivergedError when a run asks something else after the same answers
 */
export function enumerate(visit: (choices: Choices) => void, runsMax: number): Enumeration {
  if (!(Number.isSafeInteger(runsMax) && runsMax >= 1)) {
    throw new ChoiceError(`Expected runsMax to be an integer of at least 1, got ${runsMax}`);
  }
  const digits: Digit[] = [];
  for (let runs = 1; runs <= runsMax; runs += 1) {
    runOnce(visit, digits);
    if (!advance(digits)) return { runs, exhausted: true };
  }
  return { runs: runsMax, exhausted: false };
}

/** Answers with the digits there are, then with zeros that become new digits. */
function runOnce(visit: (choices: Choices) => void, digits: Digit[]): void {
  let used = 0;
  visit({
    pick(label, bound) {
      checkBound(label, bound);
      if (bound === 1) return 0;
      const digit = digits[used] ?? { label, bound, value: 0 };
      if (digit.label !== label || digit.bound !== bound) throw new DivergedError(used, digit, { label, bound });
      digits[used] = digit;
      used += 1;
      return digit.value;
    },
  });
  if (used < digits.length) throw new DivergedError(used, digits[used], undefined);
}

function advance(digits: Digit[]): boolean {
  for (let last = digits.at(-1); last !== undefined; last = digits.at(-1)) {
    last.value += 1;
    if (last.value < last.bound) return true;
    digits.pop();
  }
  return false;
}
