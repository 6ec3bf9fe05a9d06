import { graceDesigns, type LockUser, type NfsSpec } from "../../model/index.ts";
import { type Choices, drawChance, drawOneOf, drawRange, seeded } from "../choices/index.ts";
import type { NfsSetting } from "./nfs-users.ts";

/**
 * In one run of four each client of NFS is one of NFSv4 by a chance of one in two; where the file system
 * itself says whose a lock is, one of four of them goes on through another address at some time. From a stream of its own, so that all
 * else is drawn as without them.
 */
export function withV4(seed: string, spec: NfsSpec, setting: Pick<NfsSetting, "addresses" | "timeline">): NfsSpec {
  // Members of a shared grace have no others.
  if (graceDesigns[spec.grace].servers === "of-address") return spec;
  const choices = seeded(`${seed}/v4`);
  if (!drawChance(choices, "some", 1, 4)) return spec;
  const users = spec.users.map(
    (user): LockUser =>
      "address" in user.way && drawChance(choices, "client", 1, 2)
        ? { ...user, protocol: "v4", ...drawGoing(choices, spec, user, setting) }
        : user,
  );
  return { ...spec, users };
}

/** A client that goes elsewhere by itself: nobody has moved its address. */
function drawGoing(
  choices: Choices,
  { grace, exports }: NfsSpec,
  { file, atUs }: LockUser,
  { addresses, timeline }: Pick<NfsSetting, "addresses" | "timeline">,
): Pick<LockUser, "goesTo"> {
  const { fileSystem } = graceDesigns[grace];
  const isForClients = fileSystem === "remember" || fileSystem === "by-manager";
  if (!isForClients || exports?.[file] !== undefined || !drawChance(choices, "goes", 1, 4)) return {};
  const { address } = drawOneOf(choices, "goes", addresses);
  return { goesTo: { address, atUs: drawRange(choices, "goes", atUs, Math.max(atUs, timeline.healAtUs)) } };
}
