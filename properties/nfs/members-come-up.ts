import type { TraceEvent } from "../../model/index.ts";
import { Calm, calmTypes } from "../calm.ts";
import type { Property, Setting } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { Stopwatch } from "../stopwatch.ts";
import { ServersOfAddresses, serverTypes } from "./servers-of-addresses.ts";
import { needsMembers } from "./shared-grace-waits-for-all.ts";
import { WayToHosts, wayTypes } from "./way-to-hosts.ts";

/** A takeover run with all its phases goes by (63 s), each server starts, and waits for all others. */
const UP_US = 120_000_000;

interface State {
  readonly setting: Setting;
  readonly way: WayToHosts;
  readonly servers: ServersOfAddresses;
  readonly calm: Calm;
  /** Every address that was ever served. */
  readonly addresses: Set<string>;
  /** By address: since when its server is waited for, and for how long all addresses were served meanwhile. */
  readonly missing: Map<string, { readonly host: number; readonly sinceUs: number; readonly watch: Stopwatch }>;
}

/** The host that serves an address; undefined: none does. */
function hostOf({ setting, way }: State, address: string): number | undefined {
  for (let host = 0; host < setting.nodes; host += 1) if (way.serves(host, address)) return host;
  return undefined;
}

/** Whose server has not come up where its address is. */
function noteMissing(state: State, event: TraceEvent): void {
  const { addresses, servers, missing, calm } = state;
  let areAllServed = true;
  for (const address of addresses) {
    const host = hostOf(state, address);
    areAllServed = areAllServed && host !== undefined;
    const known = missing.get(address);
    if (host === undefined || servers.isUp(host, address)) missing.delete(address);
    else if (known?.host !== host) missing.set(address, { host, sinceUs: event.atUs, watch: new Stopwatch() });
  }
  for (const { watch } of missing.values()) watch.set(areAllServed && !calm.isBroken, event.atUs);
}

/** A server that waits for all others waits for ever if one of them never says that it enforces. */
export const membersComeUp: Property<State> = {
  name: "members-come-up",
  kind: "liveness",
  sentence: "Where every address is served the server of each comes up.",
  needs: [...new Set([...wayTypes, ...serverTypes, ...calmTypes])],
  applies: needsMembers,
  initial: (setting) => ({
    setting,
    way: new WayToHosts(),
    servers: new ServersOfAddresses(),
    calm: new Calm(),
    addresses: new Set(),
    missing: new Map(),
  }),
  step(state, event) {
    state.way.observe(event);
    state.servers.observe(event);
    state.calm.observe(event);
    if (event.type === "address-added") state.addresses.add(event.address);
    noteMissing(state, event);
    return null;
  },
  dueUs({ missing }) {
    let dueUs = Number.POSITIVE_INFINITY;
    for (const { watch } of missing.values()) dueUs = Math.min(dueUs, watch.reachesUs(UP_US));
    return dueUs;
  },
  tick({ missing }, nowUs) {
    for (const [address, { host, sinceUs, watch }] of missing)
      if (watch.reachesUs(UP_US) <= nowUs)
        return {
          atUs: nowUs,
          hosts: [host],
          why: [
            `${node(host)} has the address ${address} since ${clock(sinceUs)}, and the server of that address has not come up.`,
            `For ${seconds(UP_US)} since then every address was served, and nothing was done to the cluster.`,
            "A server that starts waits until every other one enforces, and no longer.",
          ],
        };
    return null;
  },
  end: () => "holds",
};
