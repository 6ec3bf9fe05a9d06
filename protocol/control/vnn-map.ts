import { counted, type Layout, struct, u32 } from "../wire/index.ts";

/** Which nodes know where records are, in the generation for which this holds. */
export interface VnnMap {
  readonly generation: number;
  /** Node numbers; a record's hash, modulo their count, gives the place of its node. */
  readonly map: readonly number[];
}

/** The layout of a {@link VnnMap}. */
export const vnnMap: Layout<VnnMap> = struct<VnnMap>({ generation: u32, map: counted(u32, 4) });
