import type { CtdbdChange, CtdbdContext, CtdbdData, CtdbdEffect, CtdbdGuard } from "../node/index.ts";
import { answers } from "../process/index.ts";
import { type GroupName, groupNames, type LeaderGroup, leaderOf } from "../public-address/index.ts";
import { FLAG, type Pnn } from "../words/index.ts";

/** The group whose roles are capabilities of its members. */
function asksMembers(group: LeaderGroup | undefined): boolean {
  return group?.roles === "capability";
}

/** Members of such groups that it sees as connected: they are asked. */
function asked({ groups, flagsOf }: CtdbdData): readonly Pnn[] {
  const members = groupNames.flatMap((name) => (asksMembers(groups[name]) ? (groups[name]?.members ?? []) : []));
  return [...new Set(members)].filter((pnn) => ((flagsOf[pnn] ?? 0) & (FLAG.disconnected | FLAG.deleted)) === 0);
}

/** Members that may lead, as this node knows it; one that gives no answer to who asks for its capabilities may not. */
function candidates(c: CtdbdContext, name: GroupName, group: LeaderGroup): readonly Pnn[] {
  if (!asksMembers(group)) return group.members.filter((pnn) => group.followers?.includes(pnn) !== true);
  const leading = answers(c).flatMap(([pnn, { follows = [] }]) => (follows.includes(name) ? [] : [pnn]));
  return group.members.filter((pnn) => leading.includes(pnn));
}

/** Groups with another leader than when it looked last, by its own view of the nodes. */
function changed(c: CtdbdContext): readonly (readonly [GroupName, Pnn])[] {
  return groupNames.flatMap((name) => {
    const group = c.d.groups[name];
    if (group === undefined) return [];
    const leader = leaderOf(name, c.d.flagsOf, candidates(c, name, group));
    return leader === c.d.groupLeaders[name] ? [] : [[name, leader] as const];
  });
}

/** Questions of a node about the groups that choose a leader of their own. */
export const groupGuards = {
  isBeforeMoves: {
    sentence: "addresses have not moved yet: 11.natgw and 91.lvs do nothing",
    test: (c) => c.f.request?.op === "START_IPREALLOCATE",
  },
  rolesAreInFiles: {
    sentence: "who never leads stands in the files of the groups: nobody need be asked",
    test: ({ d }) => !groupNames.some((name) => asksMembers(d.groups[name])),
  },
} as const satisfies Record<string, CtdbdGuard>;

/** What a node remembers of the leaders of groups. */
export const groupChanges = {
  noteLeaders: {
    sentence: "remember who leads each group",
    change: (c) => {
      for (const [name, leader] of changed(c)) c.d.groupLeaders[name] = leader;
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What a node does about the leaders of groups. */
export const groupEffects = {
  askMembers: {
    sentence: "ask every member that it sees as connected for its capabilities",
    effect: (c) => ({
      kind: "ask",
      op: "GET_CAPABILITIES",
      to: asked(c.d),
      body: {},
      as: "self",
      timeoutUs: c.k.controlTimeoutUs,
    }),
  },
  followLeaders: {
    sentence: "11.natgw and 91.lvs act on who leads, by this node's own view of the nodes",
    effect: (c) =>
      changed(c).map(([group, leader]) => ({
        kind: "observe",
        event: { type: "group-leader-changed", group, leader },
      })),
  },
} as const satisfies Record<string, CtdbdEffect>;
