import { readsWhatWasWritten } from "./reads-what-was-written.ts";

/** What a client was promised (facts/recovery.md §5, S3 and S11). */
export const writtenValuesLast = readsWhatWasWritten({
  name: "written-values-last",
  sentence:
    "Whoever locks a record of a volatile database reads what was written and acknowledged last, unless all nodes that had it have left.",
  isAboutDeleted: false,
  because: "A recovery takes the latest copy of all nodes that take part, and the record moves with its value.",
});
