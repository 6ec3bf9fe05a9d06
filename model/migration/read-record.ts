import { recordChanges, recordEffects } from "./record-names.ts";

/** How a daemon looks at a record: at its lmaster one that is not there is stored first (facts/recovery.md §1.2). */
export const readRecord = ["fetch", "storeInitial", "noteInitial"] as const;

/** The names that `readRecord` uses. */
export const readActions = {
  fetch: recordEffects.fetch,
  storeInitial: recordEffects.storeInitial,
  noteInitial: recordChanges.noteInitial,
};
