/** A letter of a label is about this wide, pixels. */
const LETTER = 6.4;

/** Keeps labels in rows from covering each other. */
export class Room {
  private readonly taken: { readonly from: number; readonly to: number }[][];

  constructor(rows: number) {
    this.taken = Array.from({ length: rows }, () => []);
  }

  /** The first row with room for a label from x on; undefined if there is none. */
  place(x: number, words: string): number | undefined {
    const to = x + widthOf(words) + 10;
    const row = this.taken.findIndex((list) => list.every((one) => to <= one.from || x >= one.to));
    if (row < 0) return undefined;
    this.taken[row]?.push({ from: x, to });
    return row;
  }
}

/** How wide a label is, about. */
export function widthOf(words: string): number {
  return words.length * LETTER;
}

/** A label cut to a length. */
export function cut(words: string, lettersMax: number): string {
  return words.length <= lettersMax ? words : `${words.slice(0, Math.max(1, lettersMax - 1))}…`;
}

/** A label cut to a width; empty if nothing of it would be left. */
export function cutTo(words: string, width: number): string {
  const letters = Math.floor(width / LETTER);
  return letters < 4 ? "" : cut(words, letters);
}
