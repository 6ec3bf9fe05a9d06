import { XdrReader } from "./xdr-reader.ts";
import { XdrWriter } from "./xdr-writer.ts";

/** How a value stands in a message. One description serves both directions, so that they cannot drift apart. */
export interface Xdr<T> {
  /** Reads the value; bytes that cannot be one are a `MalformedXdrError`. */
  read(reader: XdrReader): T;
  /** Writes the value; a number that does not fit is a `RangeError`. */
  write(writer: XdrWriter, value: T): void;
}

/** What a description describes. */
export type Described<X> = X extends Xdr<infer T> ? T : never;

/** Reads a value that fills the bytes; `what` names it in an error. */
export function decode<T>(xdr: Xdr<T>, what: string, bytes: Uint8Array): T {
  const reader = new XdrReader(what, bytes);
  const value = xdr.read(reader);
  if (reader.left > 0) reader.fail(`should be the end, but ${reader.left} more bytes follow`);
  return value;
}

/** The bytes of a value. */
export function encode<T>(xdr: Xdr<T>, value: T): Uint8Array {
  const writer = new XdrWriter();
  xdr.write(writer, value);
  return writer.finish();
}
