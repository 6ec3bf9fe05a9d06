import type { Draw } from "../chart/index.ts";

/** Nodes of the clusters that tests draw. */
export const NODES = 3;
/** A second, microseconds. */
export const S = 1_000_000;

/** True half the time, or once in `n`. */
export const often = (draw: Draw, n = 2): boolean => draw(n) === 0;
/** One of several values. */
export const one = <T>(draw: Draw, values: readonly T[]): T => values[draw(values.length)] as T;
/** A node. */
export const pnn = (draw: Draw): number => draw(NODES);
/** One value for each node. */
export const each = <T>(make: (index: number) => T): T[] => Array.from({ length: NODES }, (_, index) => make(index));
/** Most of the nodes. */
export const someNodes = (draw: Draw): number[] => each((index) => index).filter(() => !often(draw, 3));
/** A moment of the first minutes. */
export const timeUs = (draw: Draw): number => draw(400) * S;
/** Small, so that events and data meet. */
export const handle = (draw: Draw): number => draw(4);
/** Mostly the same, so that packets and databases meet; 1 is the invalid one. */
export const generation = (draw: Draw): number => one(draw, [1, 2, 2, 3]);

/** The same for good: no chart may change it, and nobody need copy it. */
export function fixed<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    for (const item of Object.values(value)) fixed(item);
    Object.freeze(value);
  }
  return value;
}
