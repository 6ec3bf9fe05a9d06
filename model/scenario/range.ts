/** An inclusive range of integers, usually microseconds. */
export type Range = readonly [min: number, max: number];
