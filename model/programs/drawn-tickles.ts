import type { Draw } from "../chart/index.ts";
import type { Request } from "../effect/index.ts";
import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import type { Context } from "../process/index.ts";
import type { ControlOp } from "../words/index.ts";
import { fixed, often, one, pnn } from "./drawn.ts";
import { addressRecords, addressText } from "./drawn-addresses.ts";

const OPS = [
  "TCP_CLIENT",
  "TCP_ADD",
  "TCP_ADD_DELAYED_UPDATE",
  "TCP_REMOVE",
  "SET_TCP_TICKLE_LIST",
  "STARTUP",
] as const satisfies ControlOp[];

function request(draw: Draw, op: ControlOp, to: number): Request {
  const body = { address: addressText(draw), connection: draw(4), connections: [1, 2].slice(draw(3)) };
  const pid = often(draw) ? 100 + draw(3) : 0;
  return fixed({ id: draw(9), op, from: pnn(draw), pid: 0, to, as: "self", body: { ...body, pid } });
}

/** A daemon that serves some of its addresses. */
export function serving(plain: (draw: Draw) => Context<CtdbdData>): (draw: Draw) => Context<CtdbdData> {
  return (draw) => {
    const { d, f, k } = plain(draw);
    const publicAddresses = addressRecords(draw);
    for (const record of Object.values(publicAddresses)) if (often(draw)) record.pnn = d.pnn;
    return { d: { ...d, publicAddresses }, f, k };
  };
}

/** What happens to connections. */
export function tickleEvent(draw: Draw): CtdbdEvent {
  const op = one(draw, OPS);
  return one<() => CtdbdEvent>(draw, [
    () => ({ type: op, request: request(draw, op, pnn(draw)) }),
    () => ({ type: op, request: request(draw, op, pnn(draw)) }),
    () => ({ type: "CLIENT_GONE", pid: 100 + draw(3) }),
    () => ({ type: "TICKLE_UPDATE_DUE" }),
    () => ({ type: one(draw, ["LINK_OUT_UP", "LINK_IN_UP"] as const), peer: pnn(draw) }),
  ])();
}
