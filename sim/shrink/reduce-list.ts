/**
 * Leaves out as much of a list as it can: first large pieces, then smaller ones, at last single items, from the end.
 *
 * @param length of the list as it stands; asked again after each success
 * @param leaveOut tries the list without `items[from]` to `items[to - 1]`; if that is accepted, the list is shorter from then on
 */
export function reduceList(length: () => number, leaveOut: (from: number, to: number) => void): void {
  for (let size = length(); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let to = length(); to > 0; ) {
      const from = Math.max(0, to - size);
      leaveOut(from, to);
      to = Math.min(from, length());
    }
  }
}
