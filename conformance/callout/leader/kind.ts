import { type GroupMember, lvsLeader, natgwLeader } from "../leader-rule.ts";
import type { NodeView } from "../sandbox/index.ts";

/** Which of the two scripts is judged, and in what they differ. */
export interface LeaderKind {
  /** What its clauses' numbers begin with. */
  readonly prefix: "NAT" | "LVS";
  /** Name of the group file in the configuration folder. */
  readonly file: string;
  /** What its conditions are called, best first; the last: nobody can lead. */
  readonly ranks: readonly string[];
  /** The status by which it says that nobody can lead. */
  readonly nobody: number;
  readonly leader: (
    nodes: readonly NodeView[],
    group: readonly GroupMember[],
  ) => { readonly rank: number; readonly leader: NodeView | undefined };
  /** What `leader` prints for a node. */
  readonly line: (leader: NodeView) => string;
}

/** The NAT gateway: prints number and address. */
export const natgwKind: LeaderKind = {
  prefix: "NAT",
  file: "natgw_nodes",
  ranks: ["healthy", "unhealthy or banned", "stopped", "nobody"],
  nobody: 2,
  leader: natgwLeader,
  line: ({ pnn, address }) => `${pnn} ${address}`,
};

/** The load balancer: prints the number. */
export const lvsKind: LeaderKind = {
  prefix: "LVS",
  file: "lvs_nodes",
  ranks: ["healthy", "unhealthy", "nobody"],
  nobody: 255,
  leader: lvsLeader,
  line: ({ pnn }) => `${pnn}`,
};
