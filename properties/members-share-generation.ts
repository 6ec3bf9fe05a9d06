import type { Pnn } from "../model/index.ts";
import { recoveredInCalmUs } from "./bounds.ts";
import { isDeadlocked } from "./databases/index.ts";
import { endOfTriesUs } from "./freeze-tries.ts";
import { inCalm } from "./in-calm.ts";
import { type HostView, hostTypes, isActive, leads, lockTypes, type Picture } from "./picture/index.ts";
import type { Setting } from "./property.ts";
import { nodes } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** Which nodes ever had a generation: those that its recovery was made among. */
type Made = Map<number, Set<Pnn>>;

/** A record is looked for on the nodes of the generation: one that is gone cannot answer, one that is new must be asked. */
export const membersShareGeneration = inCalm<Made>({
  name: "members-share-generation",
  sentence: "In calm time a leader's generation is soon that of all active nodes, and of nobody else.",
  needs: [...hostTypes, ...lockTypes],
  applies: always,
  because: "The leader's main loop compares the map with the active nodes, and recovers when they differ.",
  within: recoveredInCalmUs,
  mayWaitUntilUs: (setting, picture) =>
    endOfTriesUs(
      picture,
      picture.hosts.map(({ pnn }) => pnn),
      setting,
    ),
  // A recovery that tries a database three times ends by itself, and the one that is needed then comes after it.
  meters: ({ helping }) => [helping],
  // The recovery that would put it right fails on the circle: `no-deadlock` tells of that.
  isHeldUp: isDeadlocked,
  initial: () => new Map(),
  note(made, event) {
    if (event.type !== "generation-changed") return;
    const having = made.get(event.generation) ?? new Set();
    made.set(event.generation, having.add(event.host));
  },
  lack(host, made, setting, picture) {
    if (!isLeader(host, setting, picture)) return "";
    const active = picture.hosts.filter(isActive).map(({ pnn }) => pnn);
    const without = active.filter((pnn) => picture.host(pnn).generation !== host.generation);
    if (without.length > 0) return `led under a generation that ${nodes(without)} did not have`;
    const gone = [...(made.get(host.generation) ?? [])].filter((pnn) => !active.includes(pnn)).sort((a, b) => a - b);
    return gone.length === 0 ? "" : `led under a generation that ${nodes(gone)} had, active no more`;
  },
});

function isLeader(host: HostView, { lock }: Setting, picture: Picture): boolean {
  const holds = lock === "none" || picture.lock.heldBy(host.pnn) !== undefined;
  return leads(host) && isActive(host) && host.recoverd !== 0 && holds;
}
