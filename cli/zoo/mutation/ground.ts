import type { GraceName, LockDesign } from "../../../model/index.ts";

/** What mutants are run with. */
export interface Ground {
  readonly lock: LockDesign;
  /** The design of grace of those who lock files by NFS; absent: nobody does. */
  readonly grace?: GraceName;
}

/** Each of some locks with each of some designs of grace, or without. */
export function grounds(locks: readonly LockDesign[], graces: readonly GraceName[]): readonly Ground[] {
  return locks.flatMap((lock): readonly Ground[] =>
    graces.length === 0 ? [{ lock }] : graces.map((grace) => ({ lock, grace })),
  );
}
