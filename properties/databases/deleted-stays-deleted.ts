import { readsWhatWasWritten } from "./reads-what-was-written.ts";

/** A deleted record is a value too (facts/recovery.md §5, S7). */
export const deletedStaysDeleted = readsWhatWasWritten({
  name: "deleted-stays-deleted",
  sentence:
    "A record of a volatile database whose deletion was acknowledged does not come back, unless all nodes that knew of it have left.",
  isAboutDeleted: true,
  because: "An old copy on some node is older than the deletion, however little is left of that.",
});
