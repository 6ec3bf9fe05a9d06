import type { Layout } from "./layout.ts";

/** Named values one after another, in the order in which they are given. An absent value is no property. */
export function struct<T extends object>(fields: { readonly [K in keyof Required<T>]: Layout<T[K]> }): Layout<T> {
  const names = Object.keys(fields) as (keyof T & string)[];
  return {
    read(reader) {
      const value: Partial<T> = {};
      for (const name of names) {
        reader.enter(name);
        const part = fields[name].read(reader);
        if (part !== undefined) value[name] = part;
        reader.leave();
      }
      return value as T;
    },
    write(writer, value) {
      for (const name of names) {
        writer.enter(name);
        fields[name].write(writer, value[name]);
        writer.leave();
      }
    },
  };
}

/** The properties of one layout, then those of another. */
export function joined<A extends object, B extends object>(first: Layout<A>, second: Layout<B>): Layout<A & B> {
  return {
    read: (reader) => ({ ...first.read(reader), ...second.read(reader) }),
    write(writer, value) {
      first.write(writer, value);
      second.write(writer, value);
    },
  };
}
