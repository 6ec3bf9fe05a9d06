import type { TraceEvent } from "../../model/index.ts";
import { eventfulHolds } from "./holds.ts";
import { say, weightOf } from "./phrases.ts";

/**
 * What an event is to a reader: a misfortune; what decides who leads (the lock, its service, the leader a node believes
 * in); another turn of the story; a detail; what becomes of a database or a record, which there may be thousands of;
 * what its host had said already; what comes every second.
 */
export type News = "fault" | "cause" | "turn" | "detail" | "traffic" | "repeat" | "noise";

/** What each event is to a reader, by index: the same words of a host are news again only after a fault or a cause. */
export function newsOf(events: readonly TraceEvent[]): readonly News[] {
  const said = new Map<number, Set<string>>();
  const leaders = new Map<number, number>();
  const probes = new Set<string>();
  const eventful = eventfulHolds(events);
  return events.map((event, index) => {
    if (isBelief(event)) return eventful.has(index) ? "turn" : "repeat";
    return unlessSaid(event, newsAlone(event, leaders, probes), said);
  });
}

/** It is news, unless its host has said the same since the last fault or cause; by host what it has said. */
function unlessSaid(event: TraceEvent, news: News, said: Map<number, Set<string>>): News {
  if (news === "fault" || news === "cause") {
    if (event.host < 0) said.clear();
    else said.delete(event.host);
    return news;
  }
  // A process that is started anew says the same as the one before, whatever its number.
  const words = say(event).replaceAll(/(?:pid|parent) \d+/g, "");
  const before = said.get(event.host) ?? new Set();
  if (before.has(words)) return weightOf(event) === 0 ? "noise" : "repeat";
  said.set(event.host, before.add(words));
  return news;
}

/** Follows whom each host believes in (by host), and which processes (host and pid) only probe the lock. */
function newsAlone(event: TraceEvent, leaders: Map<number, number>, probes: Set<string>): News {
  if (event.type === "leader-believed") {
    // That a node knows no leader for a while changes nothing: it often comes back to the one before.
    if (event.leader < 0 || leaders.get(event.host) === event.leader) return "detail";
    leaders.set(event.host, event.leader);
    return "cause";
  }
  if (event.type === "lock-taken" && event.probe) probes.add(`${event.host}:${event.pid}`);
  if (event.type === "lock-freed" && probes.has(`${event.host}:${event.pid}`)) return "detail";
  const weight = weightOf(event);
  if (weight === 3) return isCause(event) ? "cause" : "fault";
  if (weight === 2) return "turn";
  if (weight === 1) return isTraffic(event) ? "traffic" : "detail";
  return "noise";
}

/** What a client believes of a lock is told by whether it matters, not by whether it was said before. */
function isBelief({ type }: TraceEvent): boolean {
  return type === "file-lock-believed" || type === "file-lock-reclaimed" || type === "file-lock-given-up";
}

function isCause({ type }: TraceEvent): boolean {
  return type.startsWith("lock-") || type === "service-changed" || type === "lease-ended-early";
}

function isTraffic({ type }: TraceEvent): boolean {
  return ["database-", "record-", "call-", "packet-"].some((start) => type.startsWith(start));
}
