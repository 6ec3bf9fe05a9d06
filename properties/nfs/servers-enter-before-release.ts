import { graceDesigns, type Pnn, type TraceEvent, versionOn } from "../../model/index.ts";
import { LastDone, lastDoneTypes } from "../addresses/index.ts";
import { never } from "../never.ts";
import { hostTypes, type Picture, takeoverTypes } from "../picture/index.ts";
import type { Setting } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { Graces, graceTypes } from "./graces.ts";
import { needsNfs } from "./needs-nfs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly prepared: LastDone;
  readonly graces: Graces;
  /** When a host last stood still, or its NFS server was started. */
  readonly restartedUs: Map<Pnn, number>;
  /** Hosts whose server is stopped: it grants nothing. */
  readonly stopped: Set<Pnn>;
}

/** Which servers are there to enter anything, and since when. */
function noteServer({ restartedUs, stopped }: State, event: TraceEvent): void {
  const { host, atUs } = event;
  if (event.type === "lock-manager-stopped") stopped.add(host);
  else if (event.type === "grace-began" || event.type === "grace-ended") stopped.delete(host);
  else if (event.type === "host-paused" || event.type === "host-resumed") restartedUs.set(host, atUs);
  else if (event.type === "process-started" && event.program === "nfs-server") {
    restartedUs.set(host, atUs);
    stopped.delete(host);
  }
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
  on: [...lastDoneTypes, ...graceTypes, "takeover-phase", "process-started", "host-paused", "host-resumed"],
  applies,
  initial: (setting, picture) => ({
    setting,
    picture,
    prepared: new LastDone("startipreallocate"),
    graces: new Graces(),
    restartedUs: new Map(),
    stopped: new Set(),
  }),
  step(state, event) {
    const { setting, picture, prepared, graces, restartedUs, stopped } = state;
    const { host, atUs } = event;
    prepared.observe(event);
    graces.observe(event);
    noteServer(state, event);
    if (event.type !== "takeover-phase" || event.phase !== "release" || versionOn(setting.ctdb, host) !== "head")
      return null;
    const run = picture.takeovers.of(host, event.pid);
    if (run === undefined) return null;
    for (const pnn of run.reached) {
      const isAnother = stopped.has(pnn) || (restartedUs.get(pnn) ?? -1) >= run.startedUs;
      const isExcused = isAnother || !prepared.isSince(pnn, run.startedUs);
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
