import { FLAG, INACTIVE, type Pnn } from "../../model/index.ts";
import { type HostView, isActive, leads, type Picture } from "../picture/index.ts";
import type { Setting } from "../property.ts";

/** Does its daemon run, and not recover? One that is gone cannot be told to let go of anything. */
export function isAtWork({ ctdbd, runState, mode }: HostView): boolean {
  return ctdbd !== 0 && runState === "running" && mode === "normal";
}

/** Is it inactive, disabled or unhealthy? Who is may host nothing. */
export function mayHostNothing({ flags }: HostView): boolean {
  return (flags & (INACTIVE | FLAG.disabled | FLAG.unhealthy)) !== 0;
}

/** Can it host addresses? */
export function isFit(host: HostView): boolean {
  return isAtWork(host) && !mayHostNothing(host);
}

/** Does it follow a leader that is there, active and at work? */
export function isLed({ leader }: HostView, { hosts }: Picture): boolean {
  const host = hosts[leader];
  return host !== undefined && leads(host) && isActive(host) && host.mode === "normal";
}

/** May another leader than this have forbidden takeover runs until this moment or later, and not have taken that back? */
export function mayBeForbidden({ takeovers }: Picture, { constants }: Setting, leader: Pnn, atUs: number): boolean {
  return takeovers.isForbidden(leader, atUs, constants.takeoverDisableUs);
}

/** Is none made just now? A run goes on, or another leader may have forbidden them for a while and not have taken that back. */
export function isKeptFromRuns({ leader, leaderSinceUs }: HostView, setting: Setting, picture: Picture): boolean {
  const goesOn = [...picture.takeovers.runs].some(({ endedUs }) => endedUs < 0);
  return goesOn || mayBeForbidden(picture, setting, leader, leaderSinceUs);
}
