import type { Writes } from "../effect/index.ts";
import type { ProcessData } from "../process/index.ts";

/** The state of one child that writes a transaction to the file of its node (facts/recovery.md §1.9 step 3). */
export interface WriteChildData extends ProcessData {
  readonly writes: Writes;
}

/** Everything such a child reacts to: it is only killed. */
export type WriteChildEvent = { readonly type: "START" } | { readonly type: "RESUME" };

/** A child that has just been forked. */
export function newWriteChildData(base: ProcessData, writes: Writes): WriteChildData {
  return { writes, ...base };
}
