import { FLAG, INACTIVE } from "../../words/index.ts";
import {
  candidatesOf,
  type GroupMember,
  isWell,
  listed,
  membersOf,
  ofFirstClass,
  type SeenNode,
  type StatusClass,
  seenFlags,
  type ToolAnswer,
  without,
} from "./node-status.ts";

/** What `ctdb_lvs leader` exits with where nobody can lead. */
const NO_LEADER = 255;

/** Well; failing that unhealthy will do (facts/ip-nfs.md §3). */
export const lvsClasses: readonly StatusClass[] = [isWell, without(FLAG.disabled | INACTIVE)];

/** The members that take part, in the eyes of a node that sees these flags. */
export function lvsUsable(nodes: readonly SeenNode[], group: readonly GroupMember[]): readonly SeenNode[] {
  return ofFirstClass(membersOf(listed(nodes), group), seenFlags, lvsClasses);
}

/** The node that balances the load: the first of those that would take part if there were no followers. */
export function lvsLeader(nodes: readonly SeenNode[], group: readonly GroupMember[]): SeenNode | undefined {
  return lvsUsable(nodes, candidatesOf(group))[0];
}

/** What `ctdb_lvs leader` prints. */
export function lvsLeaderAnswer(nodes: readonly SeenNode[], group: readonly GroupMember[]): ToolAnswer {
  const leader = lvsLeader(nodes, group);
  return leader === undefined ? { rc: NO_LEADER, lines: [] } : { rc: 0, lines: [String(leader.pnn)] };
}

/** What `ctdb_lvs list` prints. */
export function lvsListAnswer(nodes: readonly SeenNode[], group: readonly GroupMember[]): ToolAnswer {
  return { rc: 0, lines: lvsUsable(nodes, group).map(({ pnn, address }) => `${pnn} ${address.text}`) };
}
