import type { Layout } from "./layout.ts";
import type { Writer } from "./writer.ts";

function writeAll<T>(item: Layout<T>, writer: Writer, values: readonly T[]): void {
  for (const [index, value] of values.entries()) {
    writer.enter(index);
    item.write(writer, value);
    writer.leave();
  }
}

/** A count of 32 bits, then as many values, each of at least `itemBytes` bytes: a count that cannot be is refused. */
export function counted<T>(item: Layout<T>, itemBytes: number): Layout<readonly T[]> {
  return {
    read(reader) {
      const count = reader.u32();
      if (count * itemBytes > reader.left) {
        reader.fail(`counts ${count} entries of at least ${itemBytes} bytes, ${reader.left} bytes are left`, 4);
      }
      const values: T[] = [];
      for (let index = 0; index < count; index += 1) {
        reader.enter(index);
        values.push(item.read(reader));
        reader.leave();
      }
      return values;
    },
    write(writer, values) {
      writer.u32(values.length);
      writeAll(item, writer, values);
    },
  };
}

/** Values up to the end; each takes at least one byte. */
export function repeated<T>(item: Layout<T>): Layout<readonly T[]> {
  return {
    read(reader) {
      const values: T[] = [];
      while (reader.left > 0) {
        reader.enter(values.length);
        values.push(item.read(reader));
        reader.leave();
      }
      return values;
    },
    write: (writer, values) => writeAll(item, writer, values),
  };
}
