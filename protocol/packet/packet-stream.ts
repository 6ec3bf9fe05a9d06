import { MalformedPacketError } from "../wire/index.ts";
import { headerBytes } from "./header.ts";

/** Room that a stream keeps while nothing waits, in bytes. */
const usualRoom = 64 * 1024;

/** The longest packet that a stream accepts unless told otherwise, in bytes. CTDB itself knows no limit. */
export const longestPacket = 64 * 1024 * 1024;

/** Cuts a stream of bytes, which arrives in any pieces, into packets. */
export class PacketStream {
  readonly #longest: number;
  #held = new Uint8Array(usualRoom);
  #begin = 0;
  #end = 0;

  /** `longest` is the longest packet that is waited for, in bytes. */
  constructor(longest: number = longestPacket) {
    this.#longest = longest;
  }

  /** Bytes that wait for the rest of their packet. */
  get waiting(): number {
    return this.#end - this.#begin;
  }

  /**
   * Takes a piece and gives, one by one, the packets that are complete now, as bytes of their own. Where a length
   * cannot be, asking for the next packet is a `MalformedPacketError`, now and ever after: what follows is lost.
   */
  feed(piece: Uint8Array): Generator<Uint8Array, void, void> {
    this.#append(piece);
    return this.#packets();
  }

  *#packets(): Generator<Uint8Array, void, void> {
    for (let length = this.#nextLength(); length <= this.waiting; length = this.#nextLength()) {
      const packet = this.#held.slice(this.#begin, this.#begin + length);
      this.#begin += length;
      yield packet;
    }
  }

  /** What the packet in front says of its length; endless as long as it does not say. */
  #nextLength(): number {
    if (this.waiting < 4) return Number.POSITIVE_INFINITY;
    const length = new DataView(this.#held.buffer, this.#begin, 4).getUint32(0, true);
    if (length < headerBytes) this.#refuse(`says ${length} bytes, a header alone has ${headerBytes}`);
    if (length > this.#longest) this.#refuse(`says ${length} bytes, ${this.#longest} are allowed`);
    return length;
  }

  #refuse(problem: string): never {
    throw new MalformedPacketError({ packet: "stream", field: "length", offset: 0 }, problem);
  }

  /** Room grows with the bytes that came, never with a length that somebody wrote. */
  #append(piece: Uint8Array): void {
    if (this.waiting === 0) this.#rest();
    const needed = this.waiting + piece.length;
    if (this.#end + piece.length > this.#held.length) {
      const room = needed > this.#held.length ? new Uint8Array(2 * needed) : this.#held;
      room.set(this.#held.subarray(this.#begin, this.#end));
      this.#held = room;
      this.#end -= this.#begin;
      this.#begin = 0;
    }
    this.#held.set(piece, this.#end);
    this.#end += piece.length;
  }
  /** Nothing waits: a long packet's room is given back. */
  #rest(): void {
    this.#begin = 0;
    this.#end = 0;
    if (this.#held.length > usualRoom) this.#held = new Uint8Array(usualRoom);
  }
}
