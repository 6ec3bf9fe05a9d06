import { connectsUs } from "./bounds.ts";
import { Connections, connectionTypes } from "./connections.ts";
import { never } from "./never.ts";
import type { Setting } from "./property.ts";
import { clock, node } from "./sentences.ts";
import { always } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly connections: Connections;
}

/** A peer that is there is heard of. */
export const noPeerLostInCalmTime = never<State>({
  name: "no-peer-lost-in-calm-time",
  sentence: "In calm time no daemon gives up a peer that runs.",
  needs: connectionTypes,
  applies: always,
  initial: (setting, picture) => ({ setting, connections: new Connections(picture) }),
  step({ setting, connections }, event) {
    const sinceUs = event.type === "peer-dead" ? connections.undisturbedSinceUs(event.host, event.peer) : 0;
    connections.observe(event);
    if (event.type !== "peer-dead" || event.atUs - sinceUs <= connectsUs(setting.constants)) return null;
    return {
      atUs: event.atUs,
      hosts: [event.host, event.peer],
      why: [
        `At ${clock(event.atUs)} ${node(event.host)} took ${node(event.peer)} for dead (${event.cause}), which ran.`,
        `Nothing was done to the cluster since ${clock(sinceUs)}.`,
        "Every daemon greets its peers once a keepalive interval, and a peer is dead after several of them in silence.",
      ],
    };
  },
});
