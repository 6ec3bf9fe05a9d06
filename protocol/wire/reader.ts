import { Cursor } from "./cursor.ts";
import { MalformedPacketError } from "./malformed-packet-error.ts";

/** Reads little-endian numbers and bytes from the front to the back, and never past the end. */
export class Reader extends Cursor {
  readonly #view: DataView;
  #offset = 0;

  constructor(what: string, bytes: Uint8Array) {
    super(what);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Bytes read so far. */
  get offset(): number {
    return this.#offset;
  }

  /** Bytes that are left. */
  get left(): number {
    return this.#view.byteLength - this.#offset;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  i32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#take(8), true);
  }

  /** A copy of the next bytes: what was read lives longer than what it was read from. */
  bytes(count: number): Uint8Array {
    const begin = this.#take(count);
    return new Uint8Array(new Uint8Array(this.#view.buffer, this.#view.byteOffset + begin, count));
  }

  /** Says that the field is wrong; `back` is how many bytes of it have been read already. */
  fail(problem: string, back = 0): never {
    throw new MalformedPacketError({ packet: this.what, field: this.field, offset: this.#offset - back }, problem);
  }

  #take(count: number): number {
    if (count > this.left) this.fail(`needs ${count} bytes, ${this.left} are left`);
    const begin = this.#offset;
    this.#offset += count;
    return begin;
  }
}
