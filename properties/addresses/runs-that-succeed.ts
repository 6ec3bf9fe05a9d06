import type { Pnn, TraceEvent } from "../../model/index.ts";
import type { HostView, Picture, TakeoverRun } from "../picture/index.ts";

/** The takeover run that has just succeeded, if it came so far as to move addresses. */
export function succeededRun({ takeovers }: Picture, event: TraceEvent): TakeoverRun | undefined {
  if (event.type !== "takeover-ended" || !event.ok) return undefined;
  const run = takeovers.of(event.host, event.pid);
  return run !== undefined && run.releasesUs >= 0 ? run : undefined;
}

/**
 * The hosts that a run, and no other one beside it, has reached from its first question to its end, and whose scripts were
 * no slower than usual.
 */
export function reachedHosts(picture: Picture, run: TakeoverRun, atUs: number): HostView[] {
  return [...run.reached]
    .map((pnn) => picture.host(pnn))
    .filter(({ pnn, ctdbd }) => ctdbd !== 0 && !hadSlowScripts(picture, pnn, run.startedUs, atUs))
    .filter(({ pnn }) => !picture.takeovers.isCrossed(run, pnn));
}

/** Has somebody changed the address by hand since then, on any node? A run that goes on knows nothing of that: the next one mends it. */
export function isChangedByHand({ hosts }: Picture, address: string, sinceUs: number): boolean {
  return hosts.some(({ byHandUs }) => (byHandUs.get(address) ?? -1) >= sinceUs);
}

/** Has somebody done so with any address? */
export function isAnyChangedByHand({ hosts }: Picture, sinceUs: number): boolean {
  return hosts.some(({ byHandUs }) => [...byHandUs.values()].some((atUs) => atUs >= sinceUs));
}

/** A script that was given up is left running, and changes the kernel when nobody thinks of it any more. */
export function hadSlowScripts({ scriptSlow }: Picture, pnn: Pnn, sinceUs: number, atUs: number): boolean {
  if (scriptSlow.isOpen(pnn)) return true;
  return scriptSlow.totalUs(pnn, atUs) > 0 && (scriptSlow.restUs(pnn, atUs) > 0 || scriptSlow.restUs(pnn, sinceUs) > 0);
}
