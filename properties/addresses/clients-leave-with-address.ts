import type { ObservationOf, ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import { followsAtOnceUs, instantUs } from "../bounds.ts";
import { byDeadlines, type Dated } from "../by-deadlines.ts";
import { Deadlines } from "../deadlines.ts";
import { hostTypes, type Picture, unscheduledTypes } from "../picture/index.ts";
import { processKey } from "../process-key.ts";
import type { Property } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";

interface State extends Dated {
  readonly picture: Picture;
  /** By process: the clients of main daemons that came by a public address, and which. */
  readonly clients: Map<number, { readonly host: Pnn; readonly address: string }>;
  /** Clients that are about a job. */
  readonly busy: Set<number>;
  /** Clients whose address is gone, and since when. */
  readonly told: Map<number, number>;
  /** The last releaseip event of each host: which address it was about, and when it ended; -1: it has not. */
  readonly releases: Map<Pnn, { readonly run: number; readonly address: string; endedUs: number }>;
}

const types = [
  "connection-tracked",
  "job-began",
  "job-ended",
  "event-began",
  "event-ended",
  "address-assigned",
  "process-exited",
  "host-crashed",
] as const satisfies readonly ObservationType[];

/** A server that goes on for a client that is elsewhere by now holds its locks, and its files open. */
export const clientsLeaveWithAddress: Property<State> = {
  name: "clients-leave-with-address",
  sentence:
    "When a node has released a public address, the daemon's clients that came by it are gone as soon as they are done with their job.",
  kind: "liveness",
  needs: [...new Set([...types, ...hostTypes, ...unscheduledTypes])],
  on: types,
  applies: needsAddresses,
  initial: (_setting, picture) => ({
    picture,
    deadlines: new Deadlines(picture),
    clients: new Map(),
    busy: new Set(),
    told: new Map(),
    releases: new Map(),
  }),
  step(state, event) {
    watch(state, event);
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} it was still there.`,
    `It was due ${seconds(late.withinUs)} after ${clock(late.sinceUs)}, not counting time in which the host could not act.`,
    "The daemon tells its clients when the address is gone, and they end when they read from it again.",
  ]),
};

function watch(state: State, event: TraceEvent): void {
  const { clients, busy } = state;
  const { host, atUs } = event;
  switch (event.type) {
    case "connection-tracked":
      // Its daemon may hear of a client that is dead already.
      if (state.picture.host(host).processes.has(event.pid))
        clients.set(processKey(event), { host, address: event.address });
      return;
    case "job-began":
      busy.add(processKey(event));
      return;
    case "job-ended":
      busy.delete(processKey(event));
      return owe(state, processKey(event), atUs);
    case "event-began":
    case "event-ended":
      return noteRelease(state, event);
    case "address-assigned":
      if (!event.on && isReleased(state, event)) tellAll(state, event);
      return;
    case "process-exited":
      return forget(state, processKey(event));
    case "host-crashed":
      for (const [key, client] of clients) if (client.host === host) forget(state, key);
      return;
    default:
  }
}

function noteRelease({ releases }: State, event: ObservationOf<"event-began" | "event-ended"> & TraceEvent): void {
  const { host, run, atUs } = event;
  if (event.type === "event-began") {
    if (event.event === "releaseip") releases.set(host, { run, address: event.address ?? "", endedUs: -1 });
    return;
  }
  const release = releases.get(host);
  // A node that releases all it has tells nobody of an address whose scripts have failed, though it may be gone.
  if (release?.run === run && event.outcome !== "failed") release.endedUs = atUs;
}

/** Has its releaseip event just ended? An address that was found to be gone is let go without a word. */
function isReleased(
  { releases }: State,
  { host, address, atUs }: ObservationOf<"address-assigned"> & TraceEvent,
): boolean {
  const release = releases.get(host);
  return release?.address === address && release.endedUs >= 0 && atUs - release.endedUs <= instantUs;
}

function tellAll(state: State, { host, address, atUs }: ObservationOf<"address-assigned"> & TraceEvent): void {
  for (const [key, client] of state.clients) {
    if (client.host !== host || client.address !== address || state.told.has(key)) continue;
    state.told.set(key, atUs);
    owe(state, key, atUs);
  }
}

/** It is to go, once it is told and not about a job. */
function owe({ clients, busy, told, deadlines, picture }: State, key: number, atUs: number): void {
  const client = clients.get(key);
  const toldUs = told.get(key);
  if (client === undefined || toldUs === undefined || busy.has(key)) return;
  const { host, address } = client;
  const what = (): string =>
    `${node(host)} released the public address ${address} at ${clock(toldUs)}, by which a client there had come that was idle at ${clock(atUs)}`;
  deadlines.add(key, what, atUs, followsAtOnceUs, [picture.unscheduled], host);
}

function forget({ clients, busy, told, deadlines }: State, key: number): void {
  busy.delete(key);
  if (!clients.delete(key)) return;
  told.delete(key);
  deadlines.drop(key);
}
