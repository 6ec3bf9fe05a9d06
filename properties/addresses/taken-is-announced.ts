import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import { byOwnClockUs } from "../bounds.ts";
import { byDeadlines, type Dated } from "../by-deadlines.ts";
import { Deadlines } from "../deadlines.ts";
import { hostTypes, isChildOfCtdbd, Meter, type Picture, unscheduledTypes } from "../picture/index.ts";
import type { Property, Setting } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";
import { Assigned, assignedTypes } from "./assigned.ts";

/** What is owed for an address on a host. */
interface Owed {
  readonly key: number;
  readonly takenUs: number;
  announced: number;
}

interface State extends Dated {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly assigned: Assigned;
  /** By host, then by address. */
  readonly owed: readonly Map<string, Owed>[];
  /** The takeip event that each host runs. */
  readonly taking: Map<Pnn, { readonly run: number; readonly address: string }>;
  /** Time in which an event runs: a release that was asked for may stand in line behind it, and has ended the announcing. */
  readonly inLine: Meter;
  lastKey: number;
}

const types = [
  "event-began",
  "event-ended",
  "address-announced",
  ...assignedTypes,
  "host-crashed",
] as const satisfies readonly ObservationType[];

/** Clients and switches go on sending to the old host until they hear of the new one. */
export const takenIsAnnounced: Property<State> = {
  name: "taken-is-announced",
  sentence:
    "A public address that a takeip event has brought, and that its node goes on to serve, is announced at once, and again until it was arpCount times, each arpIntervalUs after the last.",
  kind: "liveness",
  needs: [...new Set([...types, ...hostTypes, ...unscheduledTypes])],
  on: types,
  applies: needsAddresses,
  initial: (setting, picture) => ({
    setting,
    picture,
    deadlines: new Deadlines(picture),
    assigned: new Assigned(picture),
    owed: picture.hosts.map(() => new Map<string, Owed>()),
    taking: new Map(),
    inLine: new Meter(picture.hosts.length),
    lastKey: 0,
  }),
  step(state, event) {
    state.assigned.observe(event);
    watch(state, event);
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} the next had not come.`,
    `It was due ${seconds(late.withinUs)} after ${clock(late.sinceUs)}, not counting time in which the host could not act or ran an event.`,
    "Whoever takes an address tells the neighbours so, again after a while in case the first word is lost.",
  ]),
};

function watch(state: State, event: TraceEvent): void {
  const { inLine } = state;
  const { host, atUs } = event;
  switch (event.type) {
    case "event-began":
      return began(state, event);
    case "event-ended":
      inLine.stop(host, `${event.run}`, atUs);
      return ended(state, event);
    case "address-announced":
      return announced(state, host, event.address, atUs);
    case "address-assigned":
      if (!event.on) drop(state, host, event.address);
      return;
    case "process-exited":
      if (event.program === "ctdbd") forget(state, host, atUs);
      return;
    case "host-crashed":
      return forget(state, host, atUs);
    default:
  }
}

/** Nobody announces anything here any more. */
function forget({ deadlines, owed, taking, inLine }: State, host: Pnn, atUs: number): void {
  inLine.clear(host, atUs);
  taking.delete(host);
  deadlines.dropHost(host);
  owed[host]?.clear();
}

function began(state: State, { host, pid, run, address = "", ...event }: TraceEvent & { type: "event-began" }): void {
  if (!isChildOfCtdbd(state.picture.host(host), pid)) return;
  // A monitor event gives way to a release.
  if (event.event !== "monitor") state.inLine.start(host, `${run}`, event.atUs);
  if (event.event === "takeip") state.taking.set(host, { run, address });
  if (event.event === "releaseip") drop(state, host, address);
}

function ended(state: State, { host, run, outcome, atUs }: TraceEvent & { type: "event-ended" }): void {
  const { picture, taking, assigned, owed } = state;
  const taken = taking.get(host);
  if (taken?.run !== run || outcome !== "done") return;
  const { address } = taken;
  if (!picture.host(host).addresses.has(address) || !assigned.has(host, address)) return;
  drop(state, host, address);
  state.lastKey += 1;
  owed[host]?.set(address, { key: state.lastKey, takenUs: atUs, announced: 0 });
  promise(state, host, address, atUs, byOwnClockUs(0));
}

function announced(state: State, host: Pnn, address: string, atUs: number): void {
  const { setting, deadlines, owed } = state;
  const one = owed[host]?.get(address);
  if (one === undefined) return;
  one.announced += 1;
  deadlines.drop(one.key);
  if (one.announced >= setting.constants.arpCount) owed[host]?.delete(address);
  else promise(state, host, address, atUs, byOwnClockUs(setting.constants.arpIntervalUs));
}

function promise(
  { deadlines, picture, owed, inLine }: State,
  host: Pnn,
  address: string,
  atUs: number,
  withinUs: number,
): void {
  const one = owed[host]?.get(address);
  if (one === undefined) return;
  const what = (): string =>
    `${node(host)} had taken the public address ${address} at ${clock(one.takenUs)} and announced it ${one.announced} times`;
  deadlines.add(one.key, what, atUs, withinUs, [picture.unscheduled, inLine], host);
}

function drop({ deadlines, owed }: State, host: Pnn, address: string): void {
  const one = owed[host]?.get(address);
  if (one === undefined) return;
  deadlines.drop(one.key);
  owed[host]?.delete(address);
}
