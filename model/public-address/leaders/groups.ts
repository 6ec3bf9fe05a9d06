import { FLAG, type Pnn, UNKNOWN } from "../../words/index.ts";
import { lvsClasses } from "./lvs.ts";
import { natgwClasses } from "./natgw.ts";
import { ofFirstClass, type StatusClass } from "./node-status.ts";

/** The groups that choose a leader of their own: the NAT gateway, and who balances the load of LVS. */
export const groupNames = ["natgw", "lvs"] as const;

/** One of these groups. */
export type GroupName = (typeof groupNames)[number];

/** Where it stands that a member never leads: in the group's file, or in a capability that each node is asked for (up to 4.4). */
export const groupRoles = ["file", "capability"] as const;

/** One of these places. */
export type GroupRoles = (typeof groupRoles)[number];

/** Such a group. */
export interface LeaderGroup {
  readonly members: readonly Pnn[];
  /** Members that never lead; absent: none. */
  readonly followers?: readonly Pnn[];
  /** Absent: in the file. */
  readonly roles?: GroupRoles;
}

/** The groups of a cluster; one that is absent does not exist. */
export type LeaderGroups = Readonly<Partial<Record<GroupName, LeaderGroup>>>;

const classesOf: Readonly<Record<GroupName, readonly StatusClass[]>> = { natgw: natgwClasses, lvs: lvsClasses };

/**
 * Who leads a group, in the eyes of a node that sees these flags: the first of the best class; UNKNOWN: nobody can.
 *
 * @param flags by pnn
 * @param candidates members that may lead
 */
export function leaderOf(group: GroupName, flags: readonly number[], candidates: readonly Pnn[]): Pnn {
  const listed = candidates.filter((pnn) => ((flags[pnn] ?? FLAG.deleted) & FLAG.deleted) === 0);
  const best = ofFirstClass(listed, (pnn) => flags[pnn] ?? 0, classesOf[group]);
  return best.length === 0 ? UNKNOWN : Math.min(...best);
}
