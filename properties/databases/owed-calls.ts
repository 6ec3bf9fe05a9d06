import type { Pnn } from "../../model/index.ts";
import { members } from "../agreement.ts";
import type { Deadlines } from "../deadlines.ts";
import { type HostView, isActive, type Meter, type Picture, type Place, recordName } from "../picture/index.ts";
import { processKey } from "../process-key.ts";
import type { Setting } from "../property.ts";
import { clock, node } from "../sentences.ts";
import type { Want } from "./wants.ts";

/** A hot record may have to stay where it is for a moment (facts/recovery.md §1.7). */
export function pinUs({ databases = [], constants }: Setting): number {
  return databases.some(({ sticky }) => sticky === true) ? constants.stickyPindownUs : 0;
}

/** Those of these wants that the members of a group can fulfil: their database is open, and nobody there holds the record. */
export function owedIn(wants: readonly Want[], group: readonly Pnn[], picture: Picture): readonly Want[] {
  const hosts = new Set(members(picture, group).map(({ pnn }) => pnn));
  return wants.filter((want) => {
    if (!hosts.has(want.host)) return false;
    const isFree = picture.clients
      .holdersOf(want)
      .every(({ host }) => !group.includes(host) || !mayHold(picture.host(host)));
    return isFree && [...hosts].every((pnn) => picture.freezes.of(pnn, want.db) === undefined);
  });
}

/** Do its clients hold what they have locked? Those of a node that shuts down do until its daemon is gone. */
function mayHold(host: HostView): boolean {
  return isActive(host) || (host.ctdbd !== 0 && host.runState === "shutdown");
}

/**
 * Opens what is owed now, each by its client, and drops what is not owed any more.
 *
 * @param others what does not count against it, beside time in which somebody could not act, and what is under way on slow links
 */
export function oweCalls(
  deadlines: Deadlines,
  owed: readonly Want[],
  atUs: number,
  withinUs: number,
  others: readonly Meter[] = [],
): void {
  const { picture } = deadlines;
  const keys = new Set(owed.map(processKey));
  for (const key of [...deadlines.keys()]) if (!keys.has(key)) deadlines.drop(key);
  const meters = [picture.unscheduled, picture.linkSlow, ...others];
  for (const want of owed) {
    const rest = picture.hosts.map(({ pnn }) => pnn).filter((pnn) => pnn !== want.host);
    deadlines.add(processKey(want), asked(want), atUs, withinUs, meters, want.host, ...rest);
  }
}

/** Whoever has had a record makes way for the others: their time begins again. */
export function makeWay(deadlines: Deadlines, wants: readonly Want[], place: Place): void {
  for (const want of wants) if (recordName(want) === recordName(place)) deadlines.drop(processKey(want));
}

function asked({ pid, host, db, key, sinceUs }: Want): () => string {
  return () => `At ${clock(sinceUs)} client ${pid} on ${node(host)} asked for ${key} of ${db}`;
}
