import type { TraceEvent } from "../../model/index.ts";
import { type News, newsOf } from "./news.ts";

/** Of the rows, this share (one in …) is kept for the details just before a violation. */
const DETAIL_SHARE = 3;

/** An event that may become a row. */
interface Candidate {
  readonly index: number;
  readonly atUs: number;
  readonly news: News;
}

/**
 * Which events a reader is shown, by index: those at cited moments and the last ones in front of each violation; then
 * what led up to it: faults, what decides who leads, other turns of the story; then the same of what came after it; each
 * kind as far as it fits, the nearest to the violation (or to the end) first; last details, then what became of
 * databases and records, and then what was only said again, if all fit.
 */
export function chooseRows(
  events: readonly TraceEvent[],
  violatedAtUs: readonly number[],
  rowsMax: number,
  citedUs: ReadonlySet<number> = new Set(),
): ReadonlySet<number> {
  const news = newsOf(events);
  const all = events.map(({ atUs }, index): Candidate => ({ index, atUs, news: news[index] ?? "noise" }));
  const endUs = all.at(-1)?.atUs ?? 0;
  const [focusUs, overUs] = [violatedAtUs[0] ?? endUs, violatedAtUs.length === 0 ? endUs : Math.max(...violatedAtUs)];
  const far = ({ atUs }: Candidate): number => Math.abs(atUs - focusUs);
  const [before, after] = [all.filter(({ atUs }) => atUs <= overUs), all.filter(({ atUs }) => atUs > overUs)];
  // Of what comes every second, one after another, the last is enough.
  const told = before
    .filter((one) => one.news !== "repeat")
    .filter((one, index, all) => one.news !== "noise" || all[index + 1]?.news !== "noise");
  const groups = [
    ...["fault", "cause", "turn"].map((kind) => before.filter((one) => one.news === kind)),
    ...["fault", "cause", "turn"].map((kind) => after.filter((one) => one.news === kind)),
  ].map((group) => group.sort((a, b) => far(a) - far(b) || a.index - b.index));
  const cited = told.filter((one) => one.news !== "noise" && citedUs.has(one.atUs));

  const chosen = new Set<number>();
  const share = Math.max(1, Math.floor(rowsMax / DETAIL_SHARE));
  addSome(chosen, cited, share);
  const nearest = Math.max(1, Math.floor(share / Math.max(1, violatedAtUs.length)));
  for (const us of violatedAtUs) addSome(chosen, told.filter(({ atUs }) => atUs <= us).slice(-nearest), rowsMax);
  for (const group of groups) addSome(chosen, group, rowsMax);
  for (const kind of ["detail", "traffic", "repeat"]) {
    const left = all.filter((one) => one.news === kind && !chosen.has(one.index));
    if (chosen.size + left.length > rowsMax) break;
    addSome(chosen, left, rowsMax);
  }
  return chosen;
}

/** Adds the first of them that are not chosen yet, until so many are chosen. */
function addSome(chosen: Set<number>, group: readonly Candidate[], most: number): void {
  for (const { index } of group) {
    if (chosen.size >= most) return;
    chosen.add(index);
  }
}
