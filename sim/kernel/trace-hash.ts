import { KernelError } from "./kernel-error.ts";
import { finish, highWord, mix } from "./mix.ts";

/**
 * A rolling 64-bit fingerprint of everything that was added, in order.
 *
 * Two runs with the same digest did the same; it is no protection against somebody who wants a collision.
 */
export class TraceHash {
  private left = 0x243f6a88;
  private right = 0x13198a2e;

  /** Adds a safe integer of either sign; anything else is a {@link KernelError}, for it would hash differently than it reads. */
  addInt(value: number): void {
    if (!Number.isSafeInteger(value)) throw new KernelError(`Expected an integer to hash, got ${value}`);
    this.addWord(value | 0);
    this.addWord(highWord(value));
  }

  /** Adds a text, its length first, so that "ab" + "c" differs from "a" + "bc". */
  addString(text: string): void {
    this.addWord(~text.length);
    for (let index = 0; index < text.length; index += 2) {
      // past the end charCodeAt gives NaN, which the shift turns into 0
      this.addWord(text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16));
    }
  }

  /** The fingerprint so far as 16 hexadecimal digits; more may be added afterwards. */
  digest(): string {
    const high = finish(this.left ^ Math.imul(this.right, 0x9e3779b1));
    const low = finish(this.right ^ Math.imul(high, 0x9e3779b1));
    return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
  }

  private addWord(word: number): void {
    this.left = mix(this.left, word);
    this.right = mix(this.right, Math.imul(word, 0x9e3779b1) ^ 0x5bd1e995);
  }
}
