/** Whether a value is a typed array. */
function isTyped(value: object): value is Uint8Array {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

/**
 * A deep copy of plain data: arrays, plain objects, typed arrays, primitives. What is frozen is
 * shared, for it cannot change; what occurs twice is copied once.
 *
 * @throws TypeError for anything else (functions, instances of classes, maps).
 */
export function clone<T>(value: T, copies: Map<object, unknown> = new Map()): T {
  if (typeof value === "function") throw new TypeError("data of a chart are plain: no functions");
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  const done = copies.get(value);
  if (done !== undefined) return done as T;
  if (isTyped(value)) return remember(copies, value, value.slice());
  if (Array.isArray(value)) {
    const copy: unknown[] = remember(copies, value, []) as unknown[];
    for (const item of value) copy.push(clone(item, copies));
    return copy as T;
  }
  const shape: unknown = Object.getPrototypeOf(value);
  if (shape !== Object.prototype && shape !== null) {
    throw new TypeError(`data of a chart are plain: no ${value.constructor.name}`);
  }
  const copy: Record<string, unknown> = shape === null ? Object.assign(Object.create(null), value) : { ...value };
  remember(copies, value, copy);
  for (const key of Object.keys(copy)) {
    const item = copy[key];
    if (typeof item === "object" || typeof item === "function") copy[key] = clone(item, copies);
  }
  return copy as T;
}

function remember<T>(copies: Map<object, unknown>, from: object, copy: unknown): T {
  copies.set(from, copy);
  return copy as T;
}
