import { MalformedXdrError } from "./malformed-xdr-error.ts";

/** Everything in XDR takes a multiple of so many bytes (RFC 4506, section 3). */
const UNIT = 4;

/** Reads big-endian numbers and byte strings from the front to the back, and never past the end (RFC 4506). */
export class XdrReader {
  readonly #what: string;
  readonly #view: DataView;
  readonly #path: (string | number)[] = [];
  #offset = 0;

  constructor(what: string, bytes: Uint8Array) {
    this.#what = what;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Bytes that are left. */
  get left(): number {
    return this.#view.byteLength - this.#offset;
  }

  /** Reads what stands in a field; errors name it. */
  within<T>(field: string | number, read: () => T): T {
    this.#path.push(field);
    const value = read();
    this.#path.pop();
    return value;
  }

  u32(): number {
    return this.#view.getUint32(this.#take(UNIT));
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#take(2 * UNIT));
  }

  /** A copy of the next bytes, and past what fills them up to a whole unit. */
  bytes(count: number): Uint8Array {
    const begin = this.#take(Math.ceil(count / UNIT) * UNIT);
    return new Uint8Array(this.#view.buffer, this.#view.byteOffset + begin, count).slice();
  }

  /** Says that what was read last is wrong. */
  fail(problem: string): never {
    const field = this.#path.length === 0 ? "the content" : this.#path.join(".");
    throw new MalformedXdrError(`${this.#what}: ${field} before byte ${this.#offset} ${problem}.`);
  }

  #take(count: number): number {
    if (count > this.left) this.fail(`needs ${count} bytes, ${this.left} are left`);
    const begin = this.#offset;
    this.#offset += count;
    return begin;
  }
}
