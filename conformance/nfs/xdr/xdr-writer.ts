const UNIT = 4;

/** Writes big-endian numbers and byte strings one after another (RFC 4506). */
export class XdrWriter {
  readonly #pieces: Buffer[] = [];

  u32(value: number): void {
    const piece = Buffer.alloc(UNIT);
    piece.writeUInt32BE(value);
    this.#pieces.push(piece);
  }

  u64(value: bigint): void {
    const piece = Buffer.alloc(2 * UNIT);
    piece.writeBigUInt64BE(value);
    this.#pieces.push(piece);
  }

  /** The bytes, filled up with zeros to a whole unit. */
  bytes(value: Uint8Array): void {
    const piece = Buffer.alloc(Math.ceil(value.length / UNIT) * UNIT);
    piece.set(value);
    this.#pieces.push(piece);
  }

  /** What was written. */
  finish(): Uint8Array {
    return Buffer.concat(this.#pieces);
  }
}
