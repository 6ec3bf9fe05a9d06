import { reduceList } from "../reduce-list.ts";
import type { Search } from "../search.ts";

/** Leaves out faults, many at a time, then one by one, until each that is left is needed. */
export function fewerFaults(search: Search, otherSeeds: number): void {
  for (let before = -1; before !== search.best.faults.length; ) {
    before = search.best.faults.length;
    reduceList(
      () => search.best.faults.length,
      (from, to) => {
        const { faults } = search.best;
        const left = faults.filter((_, index) => index < from || index >= to);
        return search.acceptsAnySeed({ ...search.best, faults: left }, otherSeeds);
      },
    );
  }
}
