import type { Layout } from "./layout.ts";

/** Byte strings as CTDB has them: first the length of each, 32 bits, then the bytes of each. */
export function blobs<const N extends string>(...names: readonly N[]): Layout<Readonly<Record<N, Uint8Array>>> {
  return {
    read(reader) {
      const sizes: number[] = [];
      for (const name of names) {
        reader.enter(`length of ${name}`);
        sizes.push(reader.u32());
        reader.leave();
      }
      const value: Partial<Record<N, Uint8Array>> = {};
      for (const [index, name] of names.entries()) {
        reader.enter(name);
        value[name] = reader.bytes(sizes[index] ?? 0);
        reader.leave();
      }
      return value as Record<N, Uint8Array>;
    },
    write(writer, value) {
      for (const name of names) writer.u32(value[name].length);
      for (const name of names) writer.bytes(value[name]);
    },
  };
}

/** A fixed number of bytes. */
export function fixed(count: number): Layout<Uint8Array> {
  return {
    read: (reader) => reader.bytes(count),
    write(writer, value) {
      if (value.length !== count) writer.fail(`has ${value.length} bytes, not ${count}`);
      writer.bytes(value);
    },
  };
}

/** All bytes up to the end. */
export const rest: Layout<Uint8Array> = {
  read: (reader) => reader.bytes(reader.left),
  write: (writer, value) => writer.bytes(value),
};

/** No bytes at all. */
export const nothing: Layout<undefined> = { read: () => undefined, write: () => undefined };
