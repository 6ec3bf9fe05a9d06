import type { LockUser, ObservationOf, TraceEvent } from "../../model/index.ts";
import { Calm, calmTypes } from "../calm.ts";
import type { Property, Setting } from "../property.ts";
import { clock, seconds } from "../sentences.ts";
import { Stopwatch } from "../stopwatch.ts";
import { EnteredByAll, enteredTypes, isHeldForAll } from "./entered-by-all.ts";
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
  readonly entered: EnteredByAll;
  /** May the file system hold locks still for a node that is gone? */
  isHeld: boolean;
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

/** What was served before it asked does not count, nor how long the file system recovers from the end of a node. */
function limitUs({ nfs }: Setting, { fromUs, sinceUs, told }: Asker): number {
  const recoveryUs = told === "later" ? (nfs?.dropUs[1] ?? 0) : 0;
  return ANSWERED_US + recoveryUs + Math.max(0, fromUs - sinceUs);
}

/** Has he his answer? That somebody else has the lock is one, and so is that he asks by another address than he may. */
function isAnswer({ nfs }: Setting, { client, file, why }: ObservationOf<"file-lock-refused">): boolean {
  if (why !== "wrong-address") return why === "denied";
  const way = nfs?.users[client]?.way;
  const by = nfs?.exports?.[file];
  return by !== undefined && way !== undefined && "address" in way && way.address !== by;
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
    if (isAnswer(setting, event)) askers.delete(event.client);
    else if (user !== undefined && asksByAddress(user))
      askers.set(event.client, newAsker(event.client, event.atUs, event.atUs, event.why));
  } else if (event.type === MOVES)
    for (const asker of askers.values()) Object.assign(asker, { watch: new Stopwatch(), sinceUs: event.atUs });
}

/** What the file system holds for a dead node is free once every server is in grace. */
function noteHeld(state: State, event: TraceEvent): void {
  const { setting, entered } = state;
  entered.observe(event);
  if (event.type === "host-crashed") state.isHeld = isHeldForAll(setting);
  if (entered.areAllIn) state.isHeld = false;
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
      ...enteredTypes,
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
    entered: new EnteredByAll(),
    isHeld: isHeldForAll(setting),
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
    noteHeld(state, event);
    note(state, event);
    for (const { client, told, watch } of askers.values()) {
      // What the server of an address had is held until it comes up again.
      const isHeld = told === "later" && (state.isHeld || !reach.areAllUp);
      watch.set(!calm.isBroken && !isHeld && isServed(state, client, event.atUs), event.atUs);
    }
    return null;
  },
  dueUs({ setting, askers }) {
    let dueUs = Number.POSITIVE_INFINITY;
    for (const asker of askers.values()) dueUs = Math.min(dueUs, asker.watch.reachesUs(limitUs(setting, asker)));
    return dueUs;
  },
  tick({ setting, askers }, nowUs) {
    for (const asker of askers.values()) {
      const { client, fromUs, told } = asker;
      if (asker.watch.reachesUs(limitUs(setting, asker)) <= nowUs)
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
