import { graceDesigns, type LockUser, type NfsSpec } from "../../model/index.ts";
import { drawChance, seeded } from "../choices/index.ts";

/**
 * In one run of four each client of NFS is one of NFSv4 by a chance of one in two. From a stream of its own, so that all
 * else is drawn as without them.
 */
export function withV4(seed: string, spec: NfsSpec): NfsSpec {
  // Members of a shared grace have no others.
  if (graceDesigns[spec.grace].servers === "of-address") return spec;
  const choices = seeded(`${seed}/v4`);
  if (!drawChance(choices, "some", 1, 4)) return spec;
  const users = spec.users.map(
    (user): LockUser =>
      "address" in user.way && drawChance(choices, "client", 1, 2) ? { ...user, protocol: "v4" } : user,
  );
  return { ...spec, users };
}
