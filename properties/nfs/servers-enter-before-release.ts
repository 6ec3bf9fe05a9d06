import { graceDesigns, versionOn } from "../../model/index.ts";
import { LastDone, lastDoneTypes } from "../addresses/index.ts";
import { never } from "../never.ts";
import { hostTypes, type Picture, takeoverTypes } from "../picture/index.ts";
import type { Setting } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { Graces, graceTypes } from "./graces.ts";
import { HostServers, hostServerTypes } from "./host-servers.ts";
import { needsNfs } from "./needs-nfs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly prepared: LastDone;
  readonly graces: Graces;
  readonly servers: HostServers;
}

/** Only a barrier that all servers stand behind makes the run wait for them. */
function applies(setting: Setting): string | null {
  const { nfs } = setting;
  if (nfs === undefined) return needsNfs(setting);
  const { who, when, barrier, servers } = graceDesigns[nfs.grace];
  const waits = who === "all" && when === "before-release" && barrier && servers === "of-host";
  return waits ? null : "Takeover runs do not wait until every server is in grace.";
}

/** Releases are sent when every server is in grace: none grants what another one lets go of (facts/ip-nfs.md §6.2). */
export const serversEnterBeforeRelease = never<State>({
  name: "servers-enter-before-release",
  sentence: "When a takeover run begins to release addresses, every server that it had prepare is in grace.",
  needs: [...lastDoneTypes, ...takeoverTypes, ...hostTypes, ...graceTypes],
  on: [...new Set([...lastDoneTypes, ...graceTypes, ...hostServerTypes, "takeover-phase" as const])],
  applies,
  initial: (setting, picture) => ({
    setting,
    picture,
    prepared: new LastDone("startipreallocate"),
    graces: new Graces(),
    servers: new HostServers(),
  }),
  step(state, event) {
    const { setting, picture, prepared, graces, servers } = state;
    const { host, atUs } = event;
    prepared.observe(event);
    graces.observe(event);
    servers.observe(event);
    if (event.type !== "takeover-phase" || event.phase !== "release" || versionOn(setting.ctdb, host) !== "head")
      return null;
    const run = picture.takeovers.of(host, event.pid);
    if (run === undefined) return null;
    for (const pnn of run.reached) {
      const isExcused = !servers.isSince(pnn, run.startedUs) || !prepared.isSince(pnn, run.startedUs);
      const anewUs = graces.of(pnn, "")?.anewUs ?? -1;
      if (isExcused || anewUs >= run.startedUs) continue;
      return {
        atUs,
        hosts: [host, pnn],
        why: [
          `At ${clock(atUs)} a takeover run of ${node(host)} had addresses released, and the NFS server of ${node(pnn)} had not entered grace.`,
          `The run had begun at ${clock(run.startedUs)}, and that node had ended its startipreallocate event well.`,
          "Until every server is in grace, and its grace has begun anew, nothing may be let go of: the bound is zero.",
        ],
      };
    }
    return null;
  },
});
