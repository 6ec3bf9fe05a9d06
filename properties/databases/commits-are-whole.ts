import { readsWhatWasCommitted } from "./reads-what-was-committed.ts";

/** Every node has its own copy, and all of them are alike (facts/recovery.md §5, S9). */
export const commitsAreWhole = readsWhatWasCommitted({
  name: "commits-are-whole",
  sentence: "What a client was told is committed is on all nodes that are of the same generation as its own.",
  isWithinGeneration: true,
  because: "A client is told so when every member of the cluster has written it, or a recovery has given it to all.",
});
