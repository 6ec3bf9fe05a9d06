/** Which node is the NAT gateway, and which is the load balancer of LVS, in the eyes of one node. */
export {
  type GroupName,
  type GroupRoles,
  groupNames,
  groupRoles,
  type LeaderGroup,
  type LeaderGroups,
  leaderOf,
} from "./groups.ts";
export { lvsLeader, lvsLeaderAnswer, lvsListAnswer, lvsUsable } from "./lvs.ts";
export { natgwLeader, natgwLeaderAnswer, natgwListAnswer } from "./natgw.ts";
export type { GroupMember, SeenNode, ToolAnswer } from "./node-status.ts";
