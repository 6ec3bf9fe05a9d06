import type { Layout } from "./layout.ts";

// Without ignoreBOM a text that begins with U+FEFF would lose it.
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });
const utf8 = new TextEncoder();

/** What a person reads where a daemon sent bytes for people: bytes that are no UTF-8 become question marks. */
export const readable = (bytes: Uint8Array): string => lenient.decode(bytes).replaceAll("\ufffd", "?");

/** The bytes of a text, without an end mark. */
export const bytesOf = (text: string): Uint8Array => utf8.encode(text);

/** A text that fills the rest: UTF-8, ended by the only zero byte. */
export const text: Layout<string> = {
  read(reader) {
    const bytes = reader.bytes(reader.left);
    const end = bytes.indexOf(0);
    if (end === -1) reader.fail("is a text without the zero byte that ends it", bytes.length);
    if (end < bytes.length - 1) reader.fail("has more bytes than its text", bytes.length);
    try {
      return strict.decode(bytes.subarray(0, end));
    } catch {
      return reader.fail("is no UTF-8", bytes.length);
    }
  },
  write(writer, value) {
    if (value.includes("\0")) writer.fail("holds a zero byte, which would end it");
    if (/\p{Surrogate}/u.test(value)) writer.fail("holds half of a surrogate pair, which UTF-8 has no bytes for");
    writer.bytes(utf8.encode(value));
    writer.u8(0);
  },
};

/** The same, or nothing at all. */
export const textOrNone: Layout<string | undefined> = {
  read: (reader) => (reader.left === 0 ? undefined : text.read(reader)),
  write(writer, value) {
    if (value !== undefined) text.write(writer, value);
  },
};
