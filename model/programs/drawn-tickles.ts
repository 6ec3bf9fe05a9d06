import type { Draw } from "../chart/index.ts";
import type { Copies, FileResult, Request } from "../effect/index.ts";
import { SEQUENCE_KEY } from "../freezing/index.ts";
import type { CtdbdData, CtdbdEvent, TickleWrite } from "../node/index.ts";
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
  "END_RECOVERY",
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
    const tickles = one(draw, ["lists", "replicated"] as const);
    return { d: { ...d, publicAddresses, tickles, tickleWrite: tickleWrite(draw) }, f, k };
  };
}

/** Lists that this node, or another one, has written. */
const written = (draw: Draw): Copies =>
  Object.fromEntries(
    [`${addressText(draw)} ${pnn(draw)}`, SEQUENCE_KEY].map((key) => {
      const value = key === SEQUENCE_KEY ? String(draw(3)) : one(draw, ["[]", "[1]", "[1,2]", "[3]"]);
      return [key, { rsn: 1 + draw(3), dmaster: pnn(draw), flags: 0, value }];
    }),
  );

const tickleWrite = (draw: Draw): TickleWrite | null =>
  often(draw)
    ? null
    : {
        copies: written(draw),
        added: [{ address: addressText(draw), connection: 1, pid: 100 }],
        hasFailed: often(draw),
      };

/** The same, at work on the database of connections, or on an address whose connections stand there. */
export function withDatabase(plain: (draw: Draw) => Context<CtdbdData>): (draw: Draw) => Context<CtdbdData> {
  return (draw) => {
    const { d, f, k } = serving(plain)(draw);
    const file: FileResult = { ok: true, ...(often(draw, 4) ? {} : { copies: written(draw) }) };
    return { d: { ...d, recoveryMode: often(draw, 4) ? "active" : "normal" }, f: { ...f, file }, k };
  };
}

/** What happens to connections. */
export function tickleEvent(draw: Draw): CtdbdEvent {
  const op = one(draw, OPS);
  return one<() => CtdbdEvent>(draw, [
    () => ({ type: op, request: request(draw, op, pnn(draw)) }),
    () => ({ type: op, request: request(draw, op, pnn(draw)) }),
    () => ({ type: "CLIENT_GONE", pid: 100 + draw(3) }),
    () => ({ type: one(draw, ["TICKLE_UPDATE_DUE", "TICKLE_WRITE_DUE"] as const) }),
    () => ({ type: one(draw, ["LINK_OUT_UP", "LINK_IN_UP"] as const), peer: pnn(draw) }),
  ])();
}
