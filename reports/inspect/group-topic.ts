import { FLAG, type GroupName, type LeaderGroup, leaderOf, type Pnn, UNKNOWN } from "../../model/index.ts";
import { flagsSeen } from "./flags-seen.ts";
import { type Daemon, madeUpAddress } from "./node-at.ts";
import type { Topic } from "./topic.ts";

/**
 * Who leads a group in the eyes of each node, whose flags may be old (facts/ip-nfs.md §3).
 *
 * @param script which of a node's scripts acts on it
 * @param nobody what the tool exits with where nobody can lead
 */
export function groupTopic(name: GroupName, script: string, nobody: number): Topic {
  const leader = (asked: Daemon, others: ReadonlyMap<Pnn, Daemon>): Pnn => {
    const group = groupOf(name, asked);
    const followers = [...(group.followers ?? []), ...unanswering(group, asked, others)];
    const candidates = group.members.filter((pnn) => !followers.includes(pnn));
    return leaderOf(name, flagsSeen(asked), candidates);
  };
  return {
    command: `ctdb ${name} leader`,
    printed: (asked, others) => {
      const pnn = leader(asked, others);
      if (pnn === UNKNOWN) return { lines: [] };
      return { lines: [name === "natgw" ? `${pnn} ${madeUpAddress(pnn)}` : String(pnn)] };
    },
    exit: (asked, others) => (leader(asked, others) === UNKNOWN ? nobody : 0),
    note: (asked, others) => {
      if (asked.data.groups[name] === undefined) return "no such group is configured: this is one of all nodes";
      const acted = asked.data.groupLeaders[name];
      if (acted === leader(asked, others)) return undefined;
      return acted === UNKNOWN ? `${script} has acted on nobody yet` : `${script} acted on node ${acted} last`;
    },
    asks: (asked) => askedMembers(groupOf(name, asked), asked),
    asksFirst: true,
    notModelled: "addresses of nodes (these are made up)",
  };
}

/** The configured group; without one, all nodes. */
function groupOf(name: GroupName, { data }: Daemon): LeaderGroup {
  return data.groups[name] ?? { members: data.flagsOf.map((_, pnn) => pnn) };
}

/** Members of whom the tool asks whether they may lead, where no file says that. */
function askedMembers({ members, roles }: LeaderGroup, { data }: Daemon): readonly Pnn[] {
  if (roles !== "capability") return [];
  return members.filter((pnn) => ((data.flagsOf[pnn] ?? 0) & (FLAG.disconnected | FLAG.deleted)) === 0);
}

function unanswering(group: LeaderGroup, asked: Daemon, others: ReadonlyMap<Pnn, Daemon>): readonly Pnn[] {
  if (group.roles !== "capability") return [];
  const members = askedMembers(group, asked);
  return group.members.filter((pnn) => !members.includes(pnn) || !others.has(pnn));
}
