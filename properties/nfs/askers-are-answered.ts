import type { LockUser, TraceEvent } from "../../model/index.ts";
import { Calm, calmTypes } from "../calm.ts";
import type { Property, Setting } from "../property.ts";
import { clock, seconds } from "../sentences.ts";
import { Stopwatch } from "../stopwatch.ts";
import { Graces, graceTypes } from "./graces.ts";
import { needsNfs } from "./needs-nfs.ts";
import { wayOf } from "./way-of-user.ts";
import { reachTypes, WithinReach } from "./within-reach.ts";

/** A takeover run with all its phases goes by (63 s), a server restarts, and calls are sent again each second. */
const ANSWERED_US = 90_000_000;

/** What begins a restart, or a wait for the rest of the cluster, anew. */
const MOVES = "takeover-started";

interface Asker {
  readonly client: number;
  /** It asks from then on. */
  readonly fromUs: number;
  /** What it was told last; undefined: nothing yet. */
  readonly told: string | undefined;
  /** For how long its address was served by a server in no grace, since `sinceUs`: it may ask later than that. */
  watch: Stopwatch;
  sinceUs: number;
}

interface State {
  readonly setting: Setting;
  readonly reach: WithinReach;
  readonly graces: Graces;
  readonly calm: Calm;
  readonly believers: Set<number>;
  readonly askers: Map<number, Asker>;
}

/** Others ask the file system of their own node, which answers at once. */
function asksByAddress({ way }: LockUser): boolean {
  return "address" in way;
}

function newAsker(client: number, sinceUs: number, fromUs: number, told?: string): Asker {
  return { client, fromUs, told, watch: new Stopwatch(), sinceUs };
}

/** What was served before it asked does not count. */
function limitUs({ fromUs, sinceUs }: Asker): number {
  return ANSWERED_US + Math.max(0, fromUs - sinceUs);
}

/** Somebody else has the lock; he asks at the wrong address; the file system recovers, and holds what a dead node had. */
function isAnswer(why: string): boolean {
  return why === "denied" || why === "wrong-address" || why === "later";
}

/** Who asks, and who has his answer. */
function note({ setting, believers, askers }: State, event: TraceEvent): void {
  if (event.type === "file-lock-believed") {
    believers.add(event.client);
    askers.delete(event.client);
  } else if (event.type === "file-lock-given-up") {
    const user = setting.nfs?.users[event.client];
    believers.delete(event.client);
    // Whose reclaim was refused has lost its lock, and asks for no other.
    if (user !== undefined && asksByAddress(user) && event.why === "unlocked")
      askers.set(event.client, newAsker(event.client, event.atUs, event.atUs + user.pauseUs[1]));
  } else if (event.type === "file-lock-refused" && !believers.has(event.client)) {
    const user = setting.nfs?.users[event.client];
    if (isAnswer(event.why)) askers.delete(event.client);
    else if (user !== undefined && asksByAddress(user))
      askers.set(event.client, newAsker(event.client, event.atUs, event.atUs, event.why));
  } else if (event.type === MOVES)
    for (const asker of askers.values()) Object.assign(asker, { watch: new Stopwatch(), sinceUs: event.atUs });
}

/** Is it in nobody's grace who serves its address? */
function isServed({ setting, reach, graces }: State, client: number, atUs: number): boolean {
  const user = setting.nfs?.users[client];
  if (user === undefined || !reach.has(client)) return false;
  const way = wayOf(user, atUs);
  if ("node" in way) return false;
  for (let host = 0; host < setting.nodes; host += 1)
    if (reach.addressesOf(host).includes(way.address) && graces.of(host, way.address) !== undefined) return false;
  return true;
}

/** A server that is there answers: who is stopped is started again, and what was asked in a grace is asked after it. */
export const askersAreAnswered: Property<State> = {
  name: "askers-are-answered",
  kind: "liveness",
  sentence: "Who asks for a lock by an address that is served is granted it, or told that somebody else has it.",
  needs: [
    ...new Set([
      ...reachTypes,
      ...graceTypes,
      ...calmTypes,
      "file-lock-believed" as const,
      "file-lock-given-up" as const,
      "file-lock-refused" as const,
      MOVES as "takeover-started",
    ]),
  ],
  applies: needsNfs,
  initial: (setting) => ({
    setting,
    reach: new WithinReach(setting),
    graces: new Graces(),
    calm: new Calm(),
    believers: new Set(),
    askers: new Map(
      (setting.nfs?.users ?? []).flatMap((user, client) =>
        asksByAddress(user) ? [[client, newAsker(client, 0, user.atUs)] as const] : [],
      ),
    ),
  }),
  step(state, event) {
    const { reach, graces, calm, askers } = state;
    reach.observe(event);
    graces.observe(event);
    calm.observe(event);
    note(state, event);
    for (const { client, watch } of askers.values())
      watch.set(!calm.isBroken && isServed(state, client, event.atUs), event.atUs);
    return null;
  },
  dueUs({ askers }) {
    let dueUs = Number.POSITIVE_INFINITY;
    for (const asker of askers.values()) dueUs = Math.min(dueUs, asker.watch.reachesUs(limitUs(asker)));
    return dueUs;
  },
  tick({ askers }, nowUs) {
    for (const asker of askers.values()) {
      const { client, fromUs, told } = asker;
      if (asker.watch.reachesUs(limitUs(asker)) <= nowUs)
        return {
          atUs: nowUs,
          hosts: [],
          why: [
            told === undefined
              ? `Client ${client} has asked for its lock since ${clock(fromUs)}, and was told nothing.`
              : `Client ${client} was told ${JSON.stringify(told)} at ${clock(fromUs)}, and nothing since, though it goes on asking.`,
            `For ${seconds(ANSWERED_US)} since then its address was served by a server in no grace, and nothing was done to the cluster.`,
            "A server that is there grants what is free, and says so if it is not.",
          ],
        };
    }
    return null;
  },
  // Who asks late in a run may be told after it.
  end: () => "holds",
};
