import { RpcError } from "./rpc-error.ts";

const LAST = 0x8000_0000;
const HEADER_BYTES = 4;

/** A message as it goes over TCP: one fragment, its length and the mark of the last before it (RFC 5531, section 11). */
export function marked(message: Uint8Array): Uint8Array {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE((LAST | message.length) >>> 0);
  return Buffer.concat([header, message]);
}

/** Puts the messages of a stream together again, however it was cut. */
export class RecordStream {
  readonly #maxBytes: number;
  #left: Buffer = Buffer.alloc(0);
  #fragments: Uint8Array[] = [];

  /** `maxBytes`: a message that is longer is a `RpcError`. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The messages that are whole with this piece. */
  feed(piece: Uint8Array): readonly Uint8Array[] {
    this.#left = Buffer.concat([this.#left, piece]);
    const messages: Uint8Array[] = [];
    while (this.#left.length >= HEADER_BYTES) {
      const header = this.#left.readUInt32BE();
      const length = header % LAST;
      const known = this.#fragments.reduce((sum, fragment) => sum + fragment.length, length);
      if (known > this.#maxBytes) throw new RpcError("garbled", `A message of ${known} bytes or more is announced.`);
      if (this.#left.length < HEADER_BYTES + length) break;
      this.#fragments.push(this.#left.subarray(HEADER_BYTES, HEADER_BYTES + length));
      this.#left = this.#left.subarray(HEADER_BYTES + length);
      if (header < LAST) continue;
      messages.push(Buffer.concat(this.#fragments));
      this.#fragments = [];
    }
    return messages;
  }
}
