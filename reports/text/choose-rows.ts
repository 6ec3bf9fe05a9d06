import type { TraceEvent } from "../../model/index.ts";
import { weightOf } from "./phrases.ts";

/** Of the rows, this share (one in …) is kept for the details just before a violation. */
const DETAIL_SHARE = 3;

/**
 * Which events a reader is shown, by index: first the last ones before each violation, then faults, then turns
 * of the story, each kind as far as it fits, the nearest to the violation (or to the end) first;
 * details only if all of them fit.
 */
export function chooseRows(
  events: readonly TraceEvent[],
  violatedAtUs: readonly number[],
  rowsMax: number,
): ReadonlySet<number> {
  const chosen = new Set<number>();
  const nearest = Math.max(1, Math.floor(rowsMax / DETAIL_SHARE / Math.max(1, violatedAtUs.length)));
  for (const atUs of violatedAtUs) addLast(chosen, upTo(events, atUs), nearest);
  const focusUs = violatedAtUs[0] ?? events.at(-1)?.atUs ?? 0;
  for (const weight of [3, 2, 1]) {
    const room = rowsMax - chosen.size;
    if (room <= 0) break;
    const left = events.flatMap((event, index) => (weightOf(event) === weight && !chosen.has(index) ? [index] : []));
    if (weight === 1 && left.length > room) break;
    for (const index of left.length <= room ? left : closest(events, left, focusUs, room)) chosen.add(index);
  }
  return chosen;
}

function upTo(events: readonly TraceEvent[], atUs: number): number {
  const after = events.findIndex((event) => event.atUs > atUs);
  return after < 0 ? events.length : after;
}

function addLast(chosen: Set<number>, end: number, count: number): void {
  for (let index = Math.max(0, end - count); index < end; index += 1) chosen.add(index);
}

function closest(events: readonly TraceEvent[], indexes: readonly number[], atUs: number, count: number): number[] {
  const far = (index: number): number => Math.abs((events[index]?.atUs ?? 0) - atUs);
  return [...indexes].sort((a, b) => far(a) - far(b) || a - b).slice(0, count);
}
