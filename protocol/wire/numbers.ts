import type { Layout } from "./layout.ts";

/** A byte. */
export const u8: Layout<number> = { read: (reader) => reader.u8(), write: (writer, value) => writer.u8(value) };

/** 32 bits without sign. */
export const u32: Layout<number> = { read: (reader) => reader.u32(), write: (writer, value) => writer.u32(value) };

/** 32 bits with sign. */
export const i32: Layout<number> = { read: (reader) => reader.i32(), write: (writer, value) => writer.i32(value) };

/** 64 bits without sign. */
export const u64: Layout<bigint> = { read: (reader) => reader.u64(), write: (writer, value) => writer.u64(value) };
