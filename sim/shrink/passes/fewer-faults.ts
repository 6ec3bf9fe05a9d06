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
        search.acceptsAnySeed({ ...search.best, faults: left }, otherSeeds);
      },
    );
  }
}

/** Two faults may need each other and nobody else needs them: tries to leave out each pair. */
export function fewerPairs(search: Search, otherSeeds: number): void {
  for (let second = search.best.faults.length - 1; second > 0; second -= 1) {
    for (let first = second - 1; first >= 0; first -= 1) {
      const faults = search.best.faults.filter((_, index) => index !== first && index !== second);
      if (search.acceptsAnySeed({ ...search.best, faults }, otherSeeds)) break;
    }
    second = Math.min(second, search.best.faults.length);
  }
}
