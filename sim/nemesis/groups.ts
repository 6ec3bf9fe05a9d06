import type { GroupRoles, LeaderGroup, LeaderGroups, Pnn, Scenario } from "../../model/index.ts";
import { type Choices, drawChance, drawRange, seeded } from "../choices/index.ts";

/**
 * A NAT gateway and LVS on all nodes, some of which never lead, from a stream of their own, so that all else is as without
 * them: in one run of three, unless it is said whether there are any.
 */
export function groupsOf(
  seed: string,
  given: LeaderGroups | GroupRoles | "none" | undefined,
  live: readonly Pnn[],
): Pick<Scenario, "groups"> {
  if (typeof given === "object") return Object.keys(given).length === 0 ? {} : { groups: given };
  const choices = seeded(`${seed}/groups`);
  const isDrawn = drawChance(choices, "some", 1, 3);
  if (given === "none" || (given === undefined && !isDrawn)) return {};
  const roles = given === "capability" ? ({ roles: given } as const) : {};
  return { groups: { natgw: groupOf(choices, live, roles), lvs: groupOf(choices, live, roles) } };
}

function groupOf(choices: Choices, members: readonly Pnn[], roles: Pick<LeaderGroup, "roles">): LeaderGroup {
  const first = drawRange(choices, "first", 0, members.length - 1);
  const followers = members.filter((_, index) => drawChance(choices, "follows", 1, 4) && index !== first);
  return { members, ...(followers.length === 0 ? {} : { followers }), ...roles };
}
