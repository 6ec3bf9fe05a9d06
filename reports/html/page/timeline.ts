import { EVENT_SIZE, type PageData } from "../page-data.ts";

/** One event of the run. */
export interface Happening {
  readonly atUs: number;
  readonly host: number;
  readonly weight: number;
  readonly mark: number;
  readonly words: string;
}

/** The events, unpacked. */
export function happenings({ events, words }: Pick<PageData, "events" | "words">): readonly Happening[] {
  const all: Happening[] = [];
  let atUs = 0;
  for (let i = 0; i < events.length; i += EVENT_SIZE) {
    const [since = 0, host = -1, weight = 0, mark = 0, text = 0] = events.slice(i, i + EVENT_SIZE);
    atUs += since;
    all.push({ atUs, host, weight, mark, words: words[text] ?? "" });
  }
  return all;
}

/** How many of a list in order of time are at or before a moment. */
export function countUntil(list: readonly { readonly atUs: number }[], atUs: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.atUs ?? 0) <= atUs) low = middle + 1;
    else high = middle;
  }
  return low;
}
