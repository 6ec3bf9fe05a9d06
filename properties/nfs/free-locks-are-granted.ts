import { graceDesigns, type ObservationType, type TraceEvent } from "../../model/index.ts";
import { byOwnClockUs } from "../bounds.ts";
import type { Property, Setting } from "../property.ts";
import { clock, seconds } from "../sentences.ts";
import { Stopwatch } from "../stopwatch.ts";
import { needsNfs } from "./needs-nfs.ts";
import { reachTypes, WithinReach } from "./within-reach.ts";

/** What is folded to tell whose a lock is. */
const lockTypes = [
  "file-lock-granted",
  "file-lock-dropped",
  "file-lock-believed",
  "file-lock-given-up",
  "file-lock-refused",
] as const satisfies readonly ObservationType[];

/** Calls are sent again every second; a server that restarts, or stands before its grace, is closed for less. */
const FREE_US = 60_000_000;

/** Somebody is told that somebody else has the lock. */
interface Wait {
  readonly client: number;
  readonly file: string;
  readonly sinceUs: number;
  /** For how long nobody had it since then, as far as its last holder knows, though both could be answered. */
  free: Stopwatch;
}

/** Who has the lock of a file. */
interface Holders {
  /** As far as they know. */
  readonly believed: Set<number>;
  /** As far as the file system has said: granted, and neither given back nor dropped. */
  readonly granted: Set<number>;
}

interface State {
  readonly setting: Setting;
  readonly reach: WithinReach;
  /** Whom the file system has granted the lock of a file last. */
  readonly last: Map<string, number>;
  readonly holders: Map<string, Holders>;
  readonly waits: Map<number, Wait>;
}

function note({ last, holders, waits }: State, event: TraceEvent): void {
  if (!("file" in event)) return;
  const { type, client, file, atUs } = event;
  const now = holders.get(file) ?? { believed: new Set(), granted: new Set() };
  holders.set(file, now);
  // Who asks again for what the file system has granted him already is granted it again.
  const isNews = type === "file-lock-granted" && !now.granted.has(client);
  follow(now, event);
  if (type === "file-lock-granted") last.set(file, client);
  if (isNews) {
    for (const wait of waits.values()) if (wait.file === file) wait.free = new Stopwatch();
  } else if (type === "file-lock-believed") waits.delete(client);
  if (type !== "file-lock-refused") return;
  if (event.why === "denied") waits.set(client, { client, file, sinceUs: atUs, free: new Stopwatch() });
  else waits.delete(client);
}

function follow({ believed, granted }: Holders, event: Extract<TraceEvent, { readonly file: string }>): void {
  const { type, client } = event;
  if (type === "file-lock-granted") granted.add(client);
  else if (type === "file-lock-believed") believed.add(client);
  else if (type === "file-lock-dropped") granted.delete(client);
  else if (type === "file-lock-given-up") {
    believed.delete(client);
    // Who is refused what it reclaims has given nothing back: its server may have the lock for it still.
    if (event.why === "unlocked") granted.delete(client);
  }
}

/** Has nobody else the lock? What the file system has granted to who asks, unknown to him, is in nobody's way. */
function isUnheld({ holders }: State, { client, file }: Wait): boolean {
  const now = holders.get(file);
  return now !== undefined && !hasOther(now.believed, client) && !hasOther(now.granted, client);
}

function hasOther(clients: ReadonlySet<number>, client: number): boolean {
  return clients.size > (clients.has(client) ? 1 : 0);
}

/** An unlock, too, must find somebody who serves its address. */
function isFree(state: State, wait: Wait): boolean {
  const { reach, last } = state;
  const { client, file } = wait;
  const holder = last.get(file);
  return isUnheld(state, wait) && reach.has(client) && (holder === undefined || reach.has(holder));
}

/** What is kept by the name of a lock manager is kept until its grace is over. */
function limitUs({ nfs, constants: k }: Setting): number {
  const isKept = nfs !== undefined && graceDesigns[nfs.grace].fileSystem === "by-manager";
  return FREE_US + (isKept ? byOwnClockUs(k.keptGraceUs) : 0);
}

/** A lock that its holder has given back is there for the next one, wherever his server has gone meanwhile. */
export const freeLocksAreGranted: Property<State> = {
  name: "free-locks-are-granted",
  kind: "liveness",
  sentence: "Who keeps asking for a lock that nobody else has is not told for ever that somebody has it.",
  needs: [...lockTypes, ...reachTypes],
  applies: needsNfs,
  initial: (setting) => ({
    setting,
    reach: new WithinReach(setting),
    last: new Map(),
    holders: new Map(),
    waits: new Map(),
  }),
  step(state, event) {
    state.reach.observe(event);
    note(state, event);
    for (const wait of state.waits.values()) wait.free.set(isFree(state, wait), event.atUs);
    return null;
  },
  dueUs: ({ waits, setting }) =>
    Math.min(Number.POSITIVE_INFINITY, ...[...waits.values()].map(({ free }) => free.reachesUs(limitUs(setting)))),
  tick({ waits, setting, last }, nowUs) {
    const boundUs = limitUs(setting);
    for (const { client, file, sinceUs, free } of waits.values())
      if (free.reachesUs(boundUs) <= nowUs)
        return {
          atUs: nowUs,
          hosts: [],
          why: [
            `Client ${client} is told since ${clock(sinceUs)} that somebody has the lock of ${JSON.stringify(file)}.`,
            last.get(file) === client
              ? "The file system has granted it to this very client; nobody else has it."
              : `Nobody believes to hold it; client ${last.get(file) ?? "?"}, who had it last, has given it back.`,
            `Both can reach who serves their address: what is given back is free within ${seconds(boundUs)}.`,
          ],
        };
    return null;
  },
  end: (state) => ([...state.waits.values()].some((wait) => isUnheld(state, wait)) ? "unknown" : "holds"),
};
