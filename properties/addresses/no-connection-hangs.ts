import type { TraceEvent } from "../../model/index.ts";
import { byDeadlines, type Dated } from "../by-deadlines.ts";
import { Deadlines } from "../deadlines.ts";
import { hostTypes, type Picture } from "../picture/index.ts";
import type { Property, Setting } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";
import { tickledUs } from "./address-bounds.ts";
import { ClientConnections, clientConnectionTypes } from "./client-connections.ts";
import { DeadLinks, deadLinkTypes } from "./dead-links.ts";

interface State extends Dated {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly connections: ClientConnections;
  readonly links: DeadLinks;
}

/** A client must not wait for a server that knows nothing of it any more. */
export const noConnectionHangs: Property<State> = {
  name: "no-connection-hangs",
  sentence:
    "A client whose connection was to an address that another node, or the same one again, announces is told that it is gone while that node announces it, if that node can have heard of the connection.",
  kind: "liveness",
  needs: [...new Set([...hostTypes, ...clientConnectionTypes, ...deadLinkTypes])],
  on: [...new Set([...clientConnectionTypes, ...deadLinkTypes])],
  applies: needsAddresses,
  initial: (setting, picture) => ({
    deadlines: new Deadlines(picture),
    setting,
    picture,
    connections: new ClientConnections(picture, setting.tickles),
    links: new DeadLinks(setting),
  }),
  step(state, event) {
    state.connections.observe(event);
    state.links.observe(event);
    watch(state, event);
    state.connections.forgetUnknown(event);
    return null;
  },
  ...byDeadlines<State>((late) => [
    `${late.what()}, and ${seconds(late.withinUs)} later its client had not been told.`,
    "The daemon that served it had tracked it, and had been connected to the new one for longer than it takes to say so.",
    "Whoever announces an address tickles the clients of the connections that it has heard of, each time.",
  ]),
  end: ({ deadlines }) => (deadlines.size === 0 ? "holds" : "unknown"),
};

/** Opens and drops obligations: the key is the number of the connection. */
function watch(state: State, event: TraceEvent): void {
  const { deadlines, connections, links, setting } = state;
  const { host, atUs } = event;
  switch (event.type) {
    case "connection-reset":
      return deadlines.drop(event.connection);
    case "host-crashed":
      return deadlines.dropHost(host);
    // Nothing is answered that comes by an interface without a link.
    case "link-down":
      for (const address of links.deadOn(host)) dropAll(state, address);
      return;
    // It does not lead to whoever has announced it any more.
    case "address-added":
    case "address-removed":
      return dropAll(state, event.address);
    case "address-announced":
      if (!links.isReached(host, event.address)) return;
      for (const one of connections.knownTo(host, event.address))
        if (one.host !== host || !one.hasServer)
          deadlines.add(
            one.number,
            () =>
              `${node(host)} announced ${one.address} at ${clock(atUs)}, to which client ${one.client} had a connection with ${node(one.host)}`,
            atUs,
            tickledUs(setting),
            [],
            host,
          );
  }
}

function dropAll({ deadlines, connections }: State, address: string): void {
  for (const { number } of connections.to(address)) deadlines.drop(number);
}
