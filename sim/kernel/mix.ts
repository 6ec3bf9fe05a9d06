/**
 * Stirs one 32-bit word into a running 32-bit hash (the step of MurmurHash3, public domain).
 *
 * Only 32-bit integer operations, so every engine gives the same number. Order matters: `mix(mix(h, a), b)` differs from `mix(mix(h, b), a)`.
 */
export function mix(hash: number, word: number): number {
  const scrambled = Math.imul(word, 0xcc9e2d51);
  const stirred = hash ^ Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593);
  return (Math.imul((stirred << 13) | (stirred >>> 19), 5) + 0xe6546b64) | 0;
}

/** The closing avalanche of the same function: an unsigned 32-bit number every bit of which depends on every word. */
export function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The part of a safe integer above its low 32 bits; `value | 0` is the rest. */
export function highWord(value: number): number {
  return Math.floor(value / 0x1_0000_0000) | 0;
}
