import type { AddressWords } from "./ip-address.ts";

const WORDS_BEFORE_LAST_TWO = 6;
const MAPPED = 0xffff;

/** The text of an address of version 4. */
export function ipv4Text(word: number): string {
  return [word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff].join(".");
}

/** The text of an address of version 6 as the C library prints it: the first longest run of zeros becomes `::`. */
export function ipv6Text(words: AddressWords): string {
  const halves = words.flatMap((word) => [word >>> 16, word & 0xffff]);
  const zeros = longestZeros(halves);
  if (hasDottedEnd(halves, zeros)) {
    const middle = zeros.count === WORDS_BEFORE_LAST_TWO ? "::" : "::ffff:";
    return `${middle}${ipv4Text(words[3])}`;
  }
  const hex = halves.map((half) => half.toString(16));
  if (zeros.count < 2) return hex.join(":");
  return `${hex.slice(0, zeros.from).join(":")}::${hex.slice(zeros.from + zeros.count).join(":")}`;
}

/** Addresses of version 4 in the clothes of version 6 end in dots. */
function hasDottedEnd(halves: readonly number[], { from, count }: { from: number; count: number }): boolean {
  return (
    from === 0 && (count === WORDS_BEFORE_LAST_TWO || (count === WORDS_BEFORE_LAST_TWO - 1 && halves[count] === MAPPED))
  );
}

function longestZeros(halves: readonly number[]): { from: number; count: number } {
  let best = { from: 0, count: 0 };
  let count = 0;
  for (const [at, half] of halves.entries()) {
    count = half === 0 ? count + 1 : 0;
    if (count > best.count) best = { from: at - count + 1, count };
  }
  return best;
}
