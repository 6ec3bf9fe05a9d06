/** Limits under the names that `--limit` takes: `parentGoneMs` is `parent-gone`. */
export function limitNames(limits: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(limits).map(([field, ms]) => [nameOf(field), ms]));
}

/** The same the other way: what `fields` has, taken from the named values. */
export function limitFields<Fields extends { readonly [Field in keyof Fields]: number }>(
  fields: Fields,
  named: Readonly<Record<string, number>>,
): Fields {
  const pairs = Object.entries<number>(fields).map(([field, ms]) => [field, named[nameOf(field)] ?? ms]);
  return Object.fromEntries(pairs) as Fields;
}

function nameOf(field: string): string {
  return field.replace(/Ms$/, "").replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
