import type { Layout } from "./layout.ts";

/** Little-endian, so that the same bits stand in the same bytes whatever their count. */
const shiftOf = (index: number) => 8 * index;

/**
 * Bytes that a C compiler leaves free so that the next field is aligned. They should be zero, then the value is absent;
 * a daemon that sends what happened to stand there is written back as it was read.
 */
export function padding(count: 1 | 2 | 3 | 4): Layout<number | undefined> {
  return {
    read(reader) {
      let value = 0;
      for (let index = 0; index < count; index += 1) value += reader.u8() * 2 ** shiftOf(index);
      return value === 0 ? undefined : value;
    },
    write(writer, value = 0) {
      if (!Number.isInteger(value) || value < 0 || value >= 2 ** (8 * count)) {
        writer.fail(`is ${value}, which does not fit into ${count} bytes`);
      }
      for (let index = 0; index < count; index += 1) writer.u8((value >>> shiftOf(index)) & 0xff);
    },
  };
}
