import { Cursor } from "./cursor.ts";

const u32Max = 0xffff_ffff;
const i32Max = 0x7fff_ffff;

/** Writes little-endian numbers and bytes one after another. A number that does not fit is a `RangeError`. */
export class Writer extends Cursor {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  u8(value: number): void {
    this.#check(value, 0, 0xff);
    const begin = this.#more(1);
    this.#view.setUint8(begin, value);
  }

  u32(value: number): void {
    this.#check(value, 0, u32Max);
    const begin = this.#more(4);
    this.#view.setUint32(begin, value, true);
  }

  i32(value: number): void {
    this.#check(value, -i32Max - 1, i32Max);
    const begin = this.#more(4);
    this.#view.setInt32(begin, value, true);
  }

  u64(value: bigint): void {
    if (BigInt.asUintN(64, value) !== value) this.fail(`is ${value}, not a whole number of 64 bits without sign`);
    const begin = this.#more(8);
    this.#view.setBigUint64(begin, value, true);
  }

  bytes(value: Uint8Array): void {
    const begin = this.#more(value.length);
    this.#bytes.set(value, begin);
  }

  /** Says that the value of the field cannot be written. */
  fail(problem: string): never {
    throw new RangeError(`${this.what}: ${this.field} ${problem}.`);
  }

  /** What was written. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #check(value: number, min: number, max: number): void {
    if (!Number.isInteger(value) || value < min || value > max) {
      this.fail(`is ${value}, not a whole number from ${min} to ${max}`);
    }
  }

  /** Makes room, and says where. Before the bytes are looked at: they may move. */
  #more(count: number): number {
    const begin = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) this.#grow();
    return begin;
  }

  #grow(): void {
    const larger = new Uint8Array(2 * this.#length);
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}
