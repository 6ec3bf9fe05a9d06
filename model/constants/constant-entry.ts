/** One timer constant or tunable: what it is by default, in what unit, and where that is written. */
export interface ConstantEntry {
  readonly value: number;
  readonly unit: "us" | "count" | "switch";
  readonly sentence: string;
  readonly source: string;
}
