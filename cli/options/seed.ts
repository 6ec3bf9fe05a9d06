import { UsageError } from "../usage-error.ts";

/** Longest seed, in characters. */
const SEED_MAX = 100;

/** A seed: any text that is not empty and not longer than a line. @throws UsageError */
export function checkedSeed(text: string): string {
  if (text === "")
    throw new UsageError("--seed: expected a text, got an empty one; leave the option out to have a seed drawn");
  if (text.length > SEED_MAX)
    throw new UsageError(`--seed: expected at most ${SEED_MAX} characters, got ${text.length}`);
  if ([...text].some((character) => character < " " || character === "\u007f"))
    throw new UsageError("--seed: expected a text without control characters: no shell would type it again");
  return text;
}
