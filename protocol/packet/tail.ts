import type { Layout } from "../wire/index.ts";
import { alignment } from "./packet.ts";

/** Bytes that are missing up to the next multiple of the alignment. */
const missing = (offset: number) => (alignment - (offset % alignment)) % alignment;

/** What follows a body: absent when it is the zero bytes that belong there. */
export const tail: Layout<Uint8Array | undefined> = {
  read(reader) {
    const expected = missing(reader.offset);
    const found = reader.bytes(reader.left);
    return found.length === expected && found.every((byte) => byte === 0) ? undefined : found;
  },
  write: (writer, value) => writer.bytes(value ?? new Uint8Array(missing(writer.length))),
};
