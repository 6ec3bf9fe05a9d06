import type { Draw } from "../chart/index.ts";
import type { Destination, Registration, ServiceMessage } from "../words/index.ts";
import { often, one, pnn } from "./drawn.ts";

const srvid = (draw: Draw): string => one(draw, ["samba", "gone", "client 0"]);

/** Something a client may register for. */
export function registration(draw: Draw): Registration {
  return { pid: 100 + draw(3), srvid: srvid(draw), lastWord: often(draw) };
}

/** Where a message may go. */
export function destination(draw: Draw): Destination {
  return often(draw) ? pnn(draw) : one(draw, ["all", "connected", "active"] as const);
}

/** A message of some client. */
export function serviceMessage(draw: Draw): ServiceMessage {
  return { srvid: srvid(draw), from: pnn(draw), pid: 100 + draw(3), number: draw(3) };
}
