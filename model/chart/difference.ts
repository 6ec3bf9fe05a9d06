/**
 * Where two plain values differ, as a path with both sides (`d.acks[2]: 1 against 0`), or undefined
 * if they are equal. Typed arrays count as equal only to typed arrays of the same kind.
 */
export function difference(a: unknown, b: unknown, path = "value"): string | undefined {
  if (Object.is(a, b)) return undefined;
  if (!isObject(a) || !isObject(b) || Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) {
    return `${path}: ${show(a)} against ${show(b)}`;
  }
  const keys = Object.keys(a);
  for (const key of keys) {
    if (!Object.hasOwn(b, key)) return `${path}: only the first has "${key}"`;
    const found = difference(a[key], b[key], Array.isArray(a) ? `${path}[${key}]` : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  const extra = Object.keys(b).find((key) => !Object.hasOwn(a, key));
  return extra === undefined ? undefined : `${path}: only the second has "${extra}"`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function show(value: unknown): string {
  return isObject(value) ? JSON.stringify(value) : String(value);
}
