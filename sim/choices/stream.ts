/// <reference path="./seedrandom-alea.d.ts" />
import alea from "seedrandom/lib/alea.js";

/** An endless sequence of uniform 32-bit words. */
export type Stream = () => number;

const WORDS = 2 ** 32;
const WIDE = 2 ** 53;

/**
 * The stream a key names; the same words on every machine and in every engine.
 *
 * The one place that touches seedrandom. Of its generators only alea keeps text keys apart: the default one gives "1", "11" and "111"
 * the same stream and takes entropy when there is no seed, the xor ones give neighbouring keys streams that depend on each other.
 * Its fractions are whole multiples of 2^-32, so the product is exact.
 */
export function openStream(key: string): Stream {
  const generator = alea(key, { state: true });
  return () => (generator.quick() * WORDS) >>> 0;
}

/** A uniform integer in `[0, bound)` without any bias: words that would favour the low values are drawn again. */
export function drawBelow(stream: Stream, bound: number): number {
  if (bound >= WORDS) return drawWide(stream, bound);
  const divisor = bound >>> 0; // says "unsigned 32 bits" to the engine, whose integer remainder is ten times its float one
  let word = stream();
  // what has to be rejected is below the bound: few words make it worth knowing exactly
  if (word < divisor) {
    const rejected = (-divisor >>> 0) % divisor; // 2^32 modulo the bound
    while (word < rejected) word = stream();
  }
  return word % divisor;
}

function drawWide(stream: Stream, bound: number): number {
  const rejected = (WIDE - bound) % bound;
  for (;;) {
    const wide = stream() * 2 ** 21 + (stream() >>> 11);
    if (wide >= rejected) return wide % bound;
  }
}
