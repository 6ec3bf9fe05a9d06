import type { LeaderGroups } from "../../model/index.ts";
import type { DrawOptions } from "../../sim/index.ts";
import type { RunRequest } from "./request.ts";

/**
 * Which groups choose a leader of their own: those of the folder, by the roles that were asked for, if it has any; what a
 * folder does not say of NAT gateway and LVS is drawn only if it was asked for.
 */
export function groupsOf({ groups, configured }: RunRequest): Pick<DrawOptions, "groups"> {
  if (configured === undefined) return groups === undefined ? {} : { groups };
  const own = configured.base.groups;
  if (Object.keys(own).length === 0 || groups === "none") return { groups: groups ?? "none" };
  return { groups: groups === "capability" ? byCapability(own) : own };
}

function byCapability(groups: LeaderGroups): LeaderGroups {
  return Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, { ...group, roles: "capability" }]));
}
