/** Histories of claims to a lock, and whether one holder at a time explains them. */
export { type Claim, type Overlap, overlapOf } from "./mutex-history.ts";
