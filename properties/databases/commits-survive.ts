import { readsWhatWasCommitted } from "./reads-what-was-committed.ts";

/** What a client was promised outlives recoveries (facts/recovery.md §5, S8). */
export const commitsSurvive = readsWhatWasCommitted({
  name: "commits-survive",
  sentence:
    "What a client was told is committed is what a later transaction reads after a recovery, unless all nodes that had it have left.",
  isWithinGeneration: false,
  because: "A recovery takes one node's copy as a whole: it must be that of a node that has every commit.",
});
