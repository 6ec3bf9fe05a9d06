import { graceDesigns, type Pnn, type TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import type { Setting } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsNfs } from "./needs-nfs.ts";

interface State {
  readonly setting: Setting;
  /** Since when a lock is kept, by file and client. */
  readonly kept: Map<string, number>;
  readonly graces: ManagerGraces;
}

/** Where the lock manager of each address is in its grace. */
class ManagerGraces {
  private readonly hosts = new Map<string, Pnn>();

  observe(event: TraceEvent): void {
    const { type, host } = event;
    if (type === "grace-began") for (const address of event.addresses) this.hosts.set(address, host);
    else if (type === "host-crashed") this.end(host, []);
    else if (type === "grace-ended" || type === "lock-manager-stopped") this.end(host, event.addresses);
  }

  of(address: string): Pnn | undefined {
    return this.hosts.get(address);
  }

  /** Those of these addresses at a host are over; none are named: all of them. */
  private end(host: Pnn, addresses: readonly string[]): void {
    for (const address of addresses.length === 0 ? [...this.hosts.keys()] : addresses)
      if (this.hosts.get(address) === host) this.hosts.delete(address);
  }
}

/** The file system keeps no lock by the name of a lock manager: nobody is entitled to anything. */
export function needsLockManagers(setting: Setting): string | null {
  const { nfs } = setting;
  const isByManager = nfs !== undefined && graceDesigns[nfs.grace].fileSystem === "by-manager";
  return needsNfs(setting) ?? (isByManager ? null : "No lock is kept by the name of a lock manager.");
}

/** Why a client may reclaim what is kept for it; undefined: it may not. */
function entitledBy(
  { nfs }: Setting,
  graces: ManagerGraces,
  client: number,
): { readonly hosts: readonly Pnn[]; readonly why: string } | undefined {
  const user = nfs?.users[client];
  if (user === undefined || !("address" in user.way)) return undefined;
  // Its lock manager is its own, and has a grace for as long as the file system keeps anything; not by a wrong address.
  if (user.protocol === "v4" && nfs?.exports?.[user.file] === undefined)
    return { hosts: [], why: "under the name of the client of NFSv4 itself" };
  const host = graces.of(user.way.address);
  if (host === undefined) return undefined;
  return { hosts: [host], why: `and the lock manager of its address is in grace on ${node(host)}` };
}

/** What is kept for a client is given back to it, as long as its lock manager is in grace. */
export const keptLocksAreGivenBack = never<State>({
  name: "kept-locks-are-given-back",
  sentence: "Who reclaims in the grace of a lock manager what is kept under its name gets it back.",
  needs: [
    "file-lock-kept",
    "file-lock-dropped",
    "file-lock-granted",
    "file-lock-given-up",
    "grace-began",
    "grace-ended",
  ],
  on: [
    "file-lock-kept",
    "file-lock-dropped",
    "file-lock-granted",
    "file-lock-given-up",
    "grace-began",
    "grace-ended",
    "lock-manager-stopped",
    "host-crashed",
  ],
  applies: needsLockManagers,
  initial: (setting) => ({ setting, kept: new Map(), graces: new ManagerGraces() }),
  step({ setting, kept, graces }, event) {
    graces.observe(event);
    if (!("file" in event)) return null;
    const key = `${event.client} ${event.file}`;
    const sinceUs = kept.get(key);
    if (event.type === "file-lock-kept") kept.set(key, event.atUs);
    else kept.delete(key);
    if (event.type !== "file-lock-given-up" || event.why !== "reclaim-refused" || sinceUs === undefined) return null;
    const how = entitledBy(setting, graces, event.client);
    if (how === undefined) return null;
    return {
      atUs: event.atUs,
      hosts: how.hosts,
      why: [
        `Client ${event.client} was refused the lock of ${JSON.stringify(event.file)}, which it reclaimed.`,
        `The file system keeps it since ${clock(sinceUs)}, ${how.why}.`,
        "What is kept may be reclaimed until that grace is over: the bound is zero.",
      ],
    };
  },
});
