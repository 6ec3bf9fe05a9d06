import { answers } from "../process/index.ts";
import { FLAG, type Pnn } from "../words/index.ts";
import { assignCredits } from "./credit-names.ts";
import type { RecoverdChange, RecoverdContext } from "./names.ts";
import { activeLmasters, activeNodes, connectedNodes } from "./view.ts";

function onlyAnswer(c: RecoverdContext) {
  return answers(c)[0]?.[1];
}

/** What the main loop learns from the answers to its questions: the only places where its view is refreshed. */
export const viewChanges = {
  storeNodemap: {
    sentence: "remember every node's flags as its own daemon sees them, its own among them",
    change: (c) => {
      const flags = onlyAnswer(c)?.flags;
      if (flags === undefined) return;
      c.d.flagsOf = [...flags];
      c.d.ownFlags = flags[c.d.pnn] ?? 0;
    },
  },
  storeRecoveryMode: {
    sentence: "remember its own daemon's recovery mode",
    change: (c) => {
      const mode = onlyAnswer(c)?.mode;
      if (mode !== undefined) c.d.recoveryMode = mode;
    },
  },
  storeLeaderRole: {
    sentence: "remember whether it may lead",
    change: (c) => {
      const role = answers(c).find(([pnn]) => pnn === c.d.pnn)?.[1].leaderRole;
      if (role !== undefined) c.d.leaderRole = role;
    },
  },
  storeLmasters: {
    sentence: "remember who has the LMASTER capability",
    change: (c) => {
      for (const [pnn, { lmasterRole }] of answers(c)) c.d.lmasterRoleOf[pnn] = lmasterRole ?? true;
    },
  },
  noteMembers: {
    sentence: "remember who is active now (our design: as shipped nobody remembers)",
    change: (c) => {
      c.d.members = activeNodes(c.d);
    },
  },
  forgetMembers: {
    sentence: "who was active is known by another leader from now on (our design)",
    change: (c) => {
      c.d.members = [];
    },
  },
  storeVnnmap: {
    sentence: "remember its own daemon's generation and map",
    change: (c) => {
      const answer = onlyAnswer(c);
      c.d.generation = answer?.generation ?? c.d.generation;
      c.d.map = answer?.map ?? c.d.map;
    },
  },
  findDisagreements: {
    sentence: "list the nodes about whose flags the answers disagree, with the flags those nodes say they have",
    change: (c) => {
      c.d.disagreements = disagreements(c);
    },
  },
  agree: {
    sentence: "go by the flags that were pushed",
    change: (c) => {
      for (const [pnn, flags] of c.d.disagreements) c.d.flagsOf[pnn] = flags;
    },
  },
  becomeYoung: {
    sentence: "an inactive node is stable since now only",
    change: (c) => {
      c.d.priorityTimeUs = c.d.nowUs;
    },
  },
  noteFrozen: {
    sentence: "it is frozen: once is enough",
    change: (c) => {
      c.d.frozenWhileInactive = true;
    },
  },
  noteThawed: {
    sentence: "an active node will have to be frozen again",
    change: (c) => {
      c.d.frozenWhileInactive = false;
    },
  },
  blameMissing: {
    sentence: "a credit for each active lmaster that is not in the map",
    change: (c) =>
      assignCredits(
        c,
        activeLmasters(c.d).filter((pnn) => !c.d.map.includes(pnn)),
        "not in the map",
      ),
  },
  blameSelfForMap: {
    sentence: "a credit for itself: the size of its map is wrong",
    change: (c) => assignCredits(c, [c.d.pnn], "map size"),
  },
  blameDiffering: {
    sentence: "a credit for each node with another generation or map",
    change: (c) => assignCredits(c, differing(c), "other generation or map"),
  },
} as const satisfies Record<string, RecoverdChange>;

/** Nodes whose generation or map differs from this node's. */
export function differing(c: RecoverdContext): readonly Pnn[] {
  return answers(c).flatMap(([pnn, reply]) => {
    const sameMap =
      reply.map !== undefined &&
      reply.map.length === c.d.map.length &&
      reply.map.every((other, index) => other === c.d.map[index]);
    return reply.generation === c.d.generation && sameMap ? [] : [pnn];
  });
}

function disagreements(c: RecoverdContext): (readonly [Pnn, number])[] {
  const views = answers(c);
  const found: (readonly [Pnn, number])[] = [];
  for (const [pnn, own] of views) {
    const truth = (own.flags?.[pnn] ?? 0) & ~FLAG.disconnected;
    const isKnown = (flags: readonly number[] | undefined): boolean =>
      ((flags?.[pnn] ?? truth) & ~FLAG.disconnected) === truth;
    if (!isKnown(c.d.flagsOf) || views.some(([, view]) => !isKnown(view.flags))) found.push([pnn, truth]);
  }
  return found;
}

/** Reachable nodes other than this one. */
export function peers(c: RecoverdContext): readonly Pnn[] {
  return connectedNodes(c.d).filter((pnn) => pnn !== c.d.pnn);
}
