import type { ObservationOf, TraceEvent } from "../../model/index.ts";
import { Calm, calmTypes } from "../calm.ts";
import type { Property, Setting } from "../property.ts";
import { clock, seconds } from "../sentences.ts";
import { Stopwatch } from "../stopwatch.ts";
import { EnteredByAll, enteredTypes, isHeldForAll } from "./entered-by-all.ts";
import { needsNfs } from "./needs-nfs.ts";
import { reachTypes, WithinReach } from "./within-reach.ts";

/** A takeover run with all its phases goes by (63 s), servers enter, and what is held is given up. */
const ANSWERED_US = 90_000_000;

interface Told {
  readonly client: number;
  readonly atUs: number;
  /** May the file system hold its lock still for a node that is gone? */
  isHeld: boolean;
  /** Since then somebody could have answered it. */
  readonly watch: Stopwatch;
}

interface State {
  readonly setting: Setting;
  readonly reach: WithinReach;
  readonly entered: EnteredByAll;
  readonly calm: Calm;
  readonly believers: Set<number>;
  /** By client and address: the highest state number it was told. */
  readonly states: Map<string, number>;
  readonly told: Map<number, Told>;
}

/** Does it reclaim now, after this notice? It takes one that is not higher for old, and waits after "shut down". */
function heeds({ setting, states }: State, { client, address, state, own }: ObservationOf<"notice-received">): boolean {
  const key = `${client} ${address}`;
  const isNew = own || state > (states.get(key) ?? 0);
  if (isNew && !own) states.set(key, state);
  const user = setting.nfs?.users[client];
  return isNew && state % 2 === 1 && user?.isDeaf !== true && user?.protocol !== "v4";
}

/** For how long each who was told could have been answered: by now. */
function time({ setting, reach, entered, calm, told }: State, event: TraceEvent): void {
  if (told.size === 0) return;
  const { areAllIn } = entered;
  for (const one of told.values()) {
    if (event.type === "host-crashed") one.isHeld = isHeldForAll(setting);
    if (areAllIn) one.isHeld = false;
    one.watch.set(reach.has(one.client) && !calm.isBroken && !one.isHeld, event.atUs);
  }
}

const limitUs = ({ setting }: State, client: number): number =>
  ANSWERED_US + (setting.nfs?.users[client]?.reclaimUs[1] ?? 0);

/** Whoever has learnt that he must reclaim is answered: his lock is his, or lost, and not for ever neither. */
export const toldClientsAreAnswered: Property<State> = {
  name: "told-clients-are-answered",
  kind: "liveness",
  sentence: "A client that has learnt that it must reclaim its lock gets it back, or is refused, in time.",
  needs: [
    ...reachTypes,
    ...enteredTypes,
    ...calmTypes,
    "file-lock-believed",
    "file-lock-reclaimed",
    "file-lock-given-up",
    "notice-received",
    "client-found-stale",
  ],
  applies: needsNfs,
  initial: (setting) => ({
    setting,
    reach: new WithinReach(setting),
    entered: new EnteredByAll(),
    calm: new Calm(),
    believers: new Set(),
    states: new Map(),
    told: new Map(),
  }),
  step(state, event) {
    const { setting, reach, entered, calm, believers, told } = state;
    const { atUs } = event;
    reach.observe(event);
    entered.observe(event);
    calm.observe(event);
    if (event.type === "file-lock-believed") believers.add(event.client);
    if (event.type === "file-lock-given-up") believers.delete(event.client);
    if (event.type === "file-lock-reclaimed" || event.type === "file-lock-given-up") told.delete(event.client);
    const learns = event.type === "client-found-stale" || (event.type === "notice-received" && heeds(state, event));
    // Who takes his time begins it anew with each notice.
    if (learns && believers.has(event.client))
      told.set(event.client, { client: event.client, atUs, isHeld: isHeldForAll(setting), watch: new Stopwatch() });
    time(state, event);
    return null;
  },
  dueUs(state) {
    let dueUs = Number.POSITIVE_INFINITY;
    for (const { client, watch } of state.told.values())
      dueUs = Math.min(dueUs, watch.reachesUs(limitUs(state, client)));
    return dueUs;
  },
  tick(state, nowUs) {
    for (const { client, atUs, watch } of state.told.values())
      if (watch.reachesUs(limitUs(state, client)) <= nowUs)
        return {
          atUs: nowUs,
          hosts: [],
          why: [
            `Client ${client} has learnt at ${clock(atUs)} that it must reclaim its lock, and has neither got it back nor been refused.`,
            `For ${seconds(limitUs(state, client))} its address was served since, and nothing was done to the cluster.`,
            "It reclaims when it gets to it, and again when it is not answered: a server grants or refuses.",
          ],
        };
    return null;
  },
  end: ({ told }) => (told.size === 0 ? "holds" : "unknown"),
};
