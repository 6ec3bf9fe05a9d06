import { graceDesigns } from "../../model/index.ts";
import { never } from "../never.ts";
import type { Setting } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { AddressServers, type Answering } from "./address-servers.ts";
import { EntitledLocks, entitledTypes } from "./entitled-locks.ts";
import { Graces, graceTypes } from "./graces.ts";
import { needsNfs } from "./needs-nfs.ts";
import { wayTypes } from "./way-to-hosts.ts";

/** What was decided so long ago has reached its client, whose calls are sent again after a second. */
const SETTLED_US = 2_000_000;

interface State {
  readonly setting: Setting;
  readonly servers: AddressServers;
  readonly graces: Graces;
  readonly locks: EntitledLocks;
}

/** What is kept by the name of a lock manager is judged by its own claim. */
function applies(setting: Setting): string | null {
  const { nfs } = setting;
  const isByManager = nfs !== undefined && graceDesigns[nfs.grace].fileSystem === "by-manager";
  return needsNfs(setting) ?? (isByManager ? "Locks are kept by the name of a lock manager." : null);
}

/** Why this host had to give a lock back to who may reclaim it; undefined: it need not. */
function duty({ setting, graces }: State, { host, address, sinceUs }: Answering, atUs: number): string | undefined {
  const { nfs, constants } = setting;
  if (nfs === undefined || atUs - sinceUs < SETTLED_US) return undefined;
  const { fileSystem, end } = graceDesigns[nfs.grace];
  if (fileSystem === "remember") return "and the file system refuses only what conflicts";
  const grace = graces.of(host, address);
  // With NFSv4 a server learns who may reclaim when it is told that it has the address, which begins its grace anew.
  if (grace === undefined || atUs - grace.sinceUs < SETTLED_US || grace.anewUs < sinceUs) return undefined;
  const lastsUs = end === "coordinated" && constants.graceLongestUs > 0 ? constants.graceLongestUs : atUs;
  if (atUs - grace.anewUs > lastsUs - SETTLED_US) return undefined;
  return `whose server is in grace since ${clock(grace.sinceUs)}`;
}

/** A grace is there so that locks are reclaimed in it (facts/ip-nfs.md §6.1). */
export const reclaimsInGraceAreGranted = never<State>({
  name: "reclaims-in-grace-are-granted",
  sentence: "Who was the last to have a lock, and reclaims it in time from a server that is in grace, gets it back.",
  needs: [...entitledTypes, "file-lock-given-up", ...graceTypes, ...wayTypes],
  applies,
  initial: (setting) => ({
    setting,
    servers: new AddressServers(setting),
    graces: new Graces(),
    locks: new EntitledLocks(),
  }),
  step(state, event) {
    const { servers, graces, locks } = state;
    const { atUs } = event;
    servers.observe(event);
    locks.observe(event);
    if (graces.observe(event)) locks.forfeit((client) => servers.of(client, atUs)?.host === event.host);
    if (event.type !== "file-lock-given-up" || event.why !== "reclaim-refused") return null;
    const grantedUs = locks.grantedUs(event.file, event.client);
    const answering = servers.of(event.client, atUs);
    if (grantedUs === undefined || answering === undefined) return null;
    const why = duty(state, answering, atUs);
    if (why === undefined) return null;
    return {
      atUs,
      hosts: [answering.host],
      why: [
        `Client ${event.client} was refused the lock of ${JSON.stringify(event.file)}, which it reclaimed.`,
        `Nobody else was granted it since ${clock(grantedUs)}; ${node(answering.host)} has its address, ${why}.`,
        "What a client had it gets back until the grace is over: the bound is zero.",
      ],
    };
  },
});
