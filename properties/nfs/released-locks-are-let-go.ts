import { graceDesigns, type Pnn, type TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import type { Setting } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsNfs } from "./needs-nfs.ts";
import { wayOf } from "./way-of-user.ts";

interface Held {
  readonly host: Pnn;
  readonly address: string;
  /** When its host had released the address; -1: it has not. */
  releasedUs: number;
}

interface State {
  readonly setting: Setting;
  /** By client and file: through whom the lock was granted, until the file system drops it or keeps it for its owner. */
  readonly held: Map<string, Held>;
  /** The address that an event is about, by host and run. */
  readonly releases: Map<string, string>;
}

function applies(setting: Setting): string | null {
  const { nfs } = setting;
  const remembers = nfs !== undefined && graceDesigns[nfs.grace].fileSystem === "remember";
  return needsNfs(setting) ?? (remembers ? "The file system remembers whatever a server had." : null);
}

function mark({ held }: State, host: Pnn, address: string, releasedUs: number): void {
  for (const lock of held.values()) if (lock.host === host && lock.address === address) lock.releasedUs = releasedUs;
}

function noteReleases(state: State, event: TraceEvent): void {
  const { held, releases } = state;
  const { host, atUs } = event;
  if (event.type === "event-began" && event.event === "releaseip" && event.address !== undefined)
    releases.set(`${host} ${event.run}`, event.address);
  else if (event.type === "event-ended" && event.outcome === "done") {
    const address = releases.get(`${host} ${event.run}`);
    if (address !== undefined) mark(state, host, address, atUs);
  } else if (event.type === "address-added") mark(state, host, event.address, -1);
  else if (event.type === "host-crashed" || event.type === "host-paused" || event.type === "lock-manager-stopped")
    for (const [key, lock] of held) if (lock.host === host) held.delete(key);
}

/** What becomes of a lock; through whom it was held before, if it still was. */
function noteLock({ setting, held }: State, event: TraceEvent & { client: number; file: string }): Held | undefined {
  const { client, file, host, atUs } = event;
  const key = `${client} ${file}`;
  const had = held.get(key);
  held.delete(key);
  if (event.type !== "file-lock-granted") return had;
  const user = setting.nfs?.users[client];
  const way = user === undefined ? undefined : wayOf(user, atUs);
  if (way !== undefined && "address" in way) held.set(key, { host, address: way.address, releasedUs: -1 });
  return had;
}

/** A server gives up what it has locked by an address before another one has it (facts/ip-nfs.md §4.1, §5.4). */
export const releasedLocksAreLetGo = never<State>({
  name: "released-locks-are-let-go",
  sentence:
    "What a server has locked by an address it lets go of when it releases that, before it is reclaimed elsewhere.",
  needs: [
    "file-lock-granted",
    "file-lock-dropped",
    "file-lock-kept",
    "file-lock-given-up",
    "event-began",
    "event-ended",
    "address-added",
    "lock-manager-stopped",
    "host-crashed",
    "host-paused",
  ],
  applies,
  initial: (setting) => ({ setting, held: new Map(), releases: new Map() }),
  step(state, event) {
    noteReleases(state, event);
    if (!("file" in event)) return null;
    const { host, atUs } = event;
    const had = noteLock(state, event);
    const isElsewhere = event.type === "file-lock-granted" && event.reclaim && had?.host !== host;
    if (!isElsewhere || had === undefined || had.releasedUs < 0) return null;
    return {
      atUs,
      hosts: [had.host, host],
      why: [
        `Client ${event.client} got the lock of ${JSON.stringify(event.file)} back through ${node(host)}, and ${node(had.host)} still had it.`,
        `${node(had.host)} had released ${had.address}, by which the client came, at ${clock(had.releasedUs)}.`,
        "A server that releases an address lets go of what is locked by it: the bound is zero.",
      ],
    };
  },
});
