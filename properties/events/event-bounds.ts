import type { Constants } from "../../model/index.ts";
import { byOwnClockUs, followsAtOnceUs, scriptUs } from "../bounds.ts";

/** The longest wait for the next monitor event, from the end of whatever event there was. */
export function nextLookUs(k: Constants): number {
  return byOwnClockUs(Math.max(k.monitorIntervalUs, k.monitorFirstUs, k.monitorChangeUs));
}

/**
 * A node without anything wrong is found healthy: a monitor event that hung is given up, another one gives way to
 * something else, and the next one succeeds.
 */
export function healthyUs(k: Constants): number {
  return scriptUs(k) + 2 * nextLookUs(k) + followsAtOnceUs;
}
