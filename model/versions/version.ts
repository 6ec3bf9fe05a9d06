import type { Override } from "../chart/index.ts";
import type { AnyProgramChart } from "../programs/index.ts";

/** What one of CTDB's versions does otherwise than HEAD, of which the charts of `model/programs` are. */
export interface Version {
  /** Charts that are others altogether, under the ids of those that they stand for. */
  readonly charts: readonly AnyProgramChart[];
  /** Ids of charts that it does not have. */
  readonly without: readonly string[];
  /** What else deviates, applied over them in this order. */
  readonly overrides: readonly Override[];
}
