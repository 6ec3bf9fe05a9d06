import { Connections, connectionTypes } from "./connections.ts";
import { never } from "./never.ts";
import { clock, node } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** What a daemon says of its peers is news: who counts its words knows what it knows. */
export const peerReportsAlternate = never<Connections>({
  name: "peer-reports-alternate",
  sentence: "A daemon reports a peer as connected only when it was not, and as dead only when it was connected.",
  needs: connectionTypes,
  applies: always,
  initial: (_setting, picture) => new Connections(picture),
  step(connections, event) {
    const { type, host, atUs } = event;
    const isReport = type === "peer-connected" || type === "peer-dead";
    const wasConnected = isReport && connections.isConnected(host, event.peer);
    connections.observe(event);
    if (!isReport || wasConnected !== (type === "peer-connected")) return null;
    return {
      atUs,
      hosts: [host, event.peer],
      why: [
        `At ${clock(atUs)} ${node(host)} reported ${node(event.peer)} as ${wasConnected ? "connected" : "dead"}.`,
        `By its last report, if any, it was ${wasConnected ? "connected already" : "not connected"}.`,
        "A peer is connected when the second direction comes up, and dead when the first one of two goes.",
      ],
    };
  },
});
