import type { Described, Xdr } from "./xdr.ts";

/** Named values one after another, in the order in which they are given. */
export function struct<T extends object>(fields: { readonly [K in keyof T]: Xdr<T[K]> }): Xdr<T> {
  const names = Object.keys(fields) as (keyof T & string)[];
  return {
    read(reader) {
      const value: Partial<T> = {};
      for (const name of names) value[name] = reader.within(name, () => fields[name].read(reader));
      return value as T;
    },
    write(writer, value) {
      for (const name of names) fields[name].write(writer, value[name]);
    },
  };
}

/** A count, then as many values, at most `max`. */
export function list<T>(item: Xdr<T>, max: number): Xdr<readonly T[]> {
  return {
    read(reader) {
      const count = reader.u32();
      if (count > max) reader.fail(`counts ${count} values, ${max} are allowed`);
      return Array.from({ length: count }, (_, index) => reader.within(index, () => item.read(reader)));
    },
    write(writer, values) {
      writer.u32(values.length);
      for (const value of values) item.write(writer, value);
    },
  };
}

/** What may follow a number, by that number. */
type Arms = Readonly<Record<number, Xdr<unknown>>>;

/** A number, and what came with it. */
export type Chosen<A extends Arms> = {
  [K in keyof A & number]: { readonly kind: K; readonly value: Described<A[K]> };
}[keyof A & number];

/** A number that says what follows it; one that has no arm is refused. */
export function choice<const A extends Arms>(arms: A): Xdr<Chosen<A>> {
  return {
    read(reader) {
      const kind = reader.u32();
      const arm = arms[kind] ?? reader.fail(`is of kind ${kind}, which is none`);
      return { kind, value: arm.read(reader) } as Chosen<A>;
    },
    write(writer, { kind, value }) {
      const arm = arms[kind];
      if (arm === undefined) throw new RangeError(`There is no kind ${kind}.`);
      writer.u32(kind);
      arm.write(writer, value);
    },
  };
}
