import { Reader } from "./reader.ts";
import { Writer } from "./writer.ts";

/**
 * How a value stands in a packet. One description serves both directions, so that they cannot drift apart, and each
 * is the other's inverse: what was read is written back to the same bytes.
 */
export interface Layout<T> {
  /** Reads the value; bytes that cannot be one are a `MalformedPacketError`. */
  read(reader: Reader): T;
  /** Writes the value; one that has no place in its bytes is a `RangeError`. */
  write(writer: Writer, value: T): void;
}

/** Reads a value that fills the bytes; `what` names it in an error. */
export function decodeWith<T>(layout: Layout<T>, what: string, bytes: Uint8Array): T {
  const reader = new Reader(what, bytes);
  const value = layout.read(reader);
  if (reader.left > 0) reader.fail(`ends, but ${reader.left} more bytes follow`);
  return value;
}

/** The bytes of a value; `what` names it in an error. */
export function encodeWith<T>(layout: Layout<T>, what: string, value: T): Uint8Array {
  const writer = new Writer(what);
  layout.write(writer, value);
  return writer.finish();
}
