import type { Range } from "../../model/index.ts";
import { durationText } from "../time-text.ts";

/** A range of durations. */
export function rangeText([min, max]: Range): string {
  return min === max ? durationText(min) : `${durationText(min)}..${durationText(max)}`;
}
