import { FLAG } from "../../words/index.ts";
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

/** What `ctdb_natgw leader` exits with where nobody can lead. */
const NO_LEADER = 2;

/** Well; failing that unhealthy or banned will do; failing that stopped will do (facts/ip-nfs.md §3). */
export const natgwClasses: readonly StatusClass[] = [
  isWell,
  without(FLAG.disconnected | FLAG.disabled | FLAG.stopped),
  without(FLAG.disconnected | FLAG.disabled),
];

/** The node that is the NAT gateway, in the eyes of a node that sees these flags. */
export function natgwLeader(nodes: readonly SeenNode[], group: readonly GroupMember[]): SeenNode | undefined {
  return ofFirstClass(membersOf(listed(nodes), candidatesOf(group)), seenFlags, natgwClasses)[0];
}

/** What `ctdb_natgw leader` prints. */
export function natgwLeaderAnswer(nodes: readonly SeenNode[], group: readonly GroupMember[]): ToolAnswer {
  const leader = natgwLeader(nodes, group);
  if (leader === undefined) return { rc: NO_LEADER, lines: [] };
  return { rc: 0, lines: [`${leader.pnn} ${leader.address.text}`] };
}

/** What `ctdb_natgw list` prints: the members in the order of the node map, then those that no node is. */
export function natgwListAnswer(nodes: readonly SeenNode[], group: readonly GroupMember[]): ToolAnswer {
  const leader = natgwLeader(nodes, group)?.address.text;
  const numbers = new Map(nodes.map(({ address, pnn }) => [address.text, pnn]));
  const place = ({ address }: GroupMember) => numbers.get(address.text) ?? Number.MAX_SAFE_INTEGER;
  const lines = [...group]
    .sort((one, other) => place(one) - place(other))
    .map(({ address: { text }, isFollowerOnly }) => {
      const notes = [...(text === leader ? ["LEADER"] : []), ...(isFollowerOnly ? ["follower-only"] : [])];
      return notes.length === 0 ? text : `${text}\t${notes.join(",")}`;
    });
  return { rc: 0, lines };
}
