import type { Xdr } from "./xdr.ts";

/** Nothing at all. */
export const nothing: Xdr<undefined> = { read: () => undefined, write: () => undefined };

/** 32 bits without sign. */
export const u32: Xdr<number> = { read: (reader) => reader.u32(), write: (writer, value) => writer.u32(value) };

/** 64 bits without sign. */
export const u64: Xdr<bigint> = { read: (reader) => reader.u64(), write: (writer, value) => writer.u64(value) };

/** 0 or 1. */
export const bool: Xdr<boolean> = {
  read(reader) {
    const value = reader.u32();
    return value > 1 ? reader.fail(`is ${value}, neither true nor false`) : value === 1;
  },
  write: (writer, value) => writer.u32(value ? 1 : 0),
};

/** A number that must be this one. */
export function constant(expected: number): Xdr<undefined> {
  return {
    read(reader) {
      const value = reader.u32();
      if (value !== expected) reader.fail(`is ${value}, not ${expected}`);
      return undefined;
    },
    write: (writer) => writer.u32(expected),
  };
}

/** So many bytes, never more or fewer. */
export function fixed(count: number): Xdr<Uint8Array> {
  return {
    read: (reader) => reader.bytes(count),
    write(writer, value) {
      if (value.length !== count) throw new RangeError(`${value.length} bytes, not ${count}.`);
      writer.bytes(value);
    },
  };
}

/** A length, then as many bytes, at most `max`. */
export function opaque(max: number): Xdr<Uint8Array> {
  return {
    read(reader) {
      const count = reader.u32();
      if (count > max) reader.fail(`is of ${count} bytes, ${max} are allowed`);
      return reader.bytes(count);
    },
    write(writer, value) {
      if (value.length > max) throw new RangeError(`${value.length} bytes, ${max} are allowed.`);
      writer.u32(value.length);
      writer.bytes(value);
    },
  };
}

/** A text in UTF-8 of at most `max` bytes; what is none becomes question marks. */
export function text(max: number): Xdr<string> {
  const { read, write } = opaque(max);
  return {
    read: (reader) => new TextDecoder().decode(read(reader)),
    write: (writer, value) => write(writer, new TextEncoder().encode(value)),
  };
}
