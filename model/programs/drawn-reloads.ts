import type { Draw } from "../chart/index.ts";
import type { Request } from "../effect/index.ts";
import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import type { Context, ProcessData } from "../process/index.ts";
import { type IpAddress, parseAddress } from "../public-address/index.ts";
import {
  type AddressToolData,
  type AddressToolEvent,
  newAddressToolData,
  newReloadData,
  type ReloadData,
  type ReloadEvent,
} from "../reload/index.ts";
import type { AnyEvent } from "./charts.ts";
import { fixed, handle, often, one, pnn, someNodes } from "./drawn.ts";
import { addressRecords, addressText, ownersIn } from "./drawn-addresses.ts";

type Contexts<D extends ProcessData> = (draw: Draw) => Context<D>;

const FILE: readonly IpAddress[] = ["10.0.0.2", "10.0.0.9"].flatMap((text) => parseAddress(text) ?? []);

/** A daemon whose addresses come and go, with children that reload them. */
function changing(plain: Contexts<CtdbdData>): Contexts<CtdbdData> {
  return (draw) => {
    const { d, f, k } = plain(draw);
    const status = (): string | null => one(draw, [null, null, "0", "1", "3"]);
    const reloads = { [f.handle]: status(), [handle(draw)]: status() };
    return {
      d: { ...d, publicAddresses: addressRecords(draw), reloads },
      f: { ...f, request: request(draw, d.pnn) },
      k,
    };
  };
}

const OPS = ["ADD_PUBLIC_IP", "DEL_PUBLIC_IP", "RELOAD_PUBLIC_IPS"] as const;

function request(draw: Draw, to: number): Request {
  const body = { address: addressText(draw) };
  return fixed({ id: draw(9), op: one(draw, OPS), from: to, pid: 100, to, as: "admin", body });
}

function ctdbdEvent(draw: Draw): CtdbdEvent {
  const asked = request(draw, pnn(draw));
  return one<() => CtdbdEvent>(draw, [
    () => ({ type: "RESUME" }),
    () => ({ type: asked.op, request: asked }),
    () => ({ type: asked.op, request: asked }),
    () => ({ type: "CHILD_OUTPUT", handle: handle(draw), byte: one(draw, ["0", "1"]) }),
    () => ({ type: "CHILD_PIPE_CLOSED", handle: handle(draw) }),
    () => ({ type: "RELOAD_TIMEOUT", peer: handle(draw) }),
  ])();
}

function reloading(plain: Contexts<ProcessData>): Contexts<ReloadData> {
  return (draw) => {
    const { d, f, k } = plain(draw);
    const some = (): string[] => (often(draw) ? [] : [addressText(draw)]);
    const task = fixed({ file: FILE, isOwn: often(draw) });
    return { d: { ...newReloadData(d, task), toDelete: some(), toAdd: some() }, f, k };
  };
}

const reloadEvent = (draw: Draw): ReloadEvent => ({
  type: one(draw, ["RESUME", "RESUME", "RESUME", "RELOAD_OVER", "SIGTERM", "DAEMON_GONE"] as const),
});

function tool(plain: Contexts<ProcessData>): Contexts<AddressToolData> {
  return (draw) => {
    const { d, f, k } = plain(draw);
    const command = one(draw, ["reloadips", "addip", "delip", "moveip", "moveip"] as const);
    const task = fixed({ command, address: addressText(draw), to: pnn(draw) });
    const data = { ...newAddressToolData(d, task), others: someNodes(draw), ownersIn: ownersIn(draw) };
    return { d: data, f, k };
  };
}

const toolEvent = (draw: Draw): AddressToolEvent => ({
  type: one(draw, ["RESUME", "RESUME", "RESUME", "SIGTERM", "DAEMON_GONE"] as const),
});

type Source = readonly [Contexts<ProcessData>, (draw: Draw) => AnyEvent];

/** Data and events of the charts of addresses that come and go. */
export function reloadSources(
  ctdbd: Contexts<CtdbdData>,
  base: Contexts<ProcessData>,
): Readonly<Record<string, Source>> {
  const sources = {
    "known-addresses": [changing(ctdbd), ctdbdEvent],
    "reload-public-ips": [changing(ctdbd), ctdbdEvent],
    "reload-addresses": [reloading(base), reloadEvent],
    "reload-process": [reloading(base), reloadEvent],
    "address-tool": [tool(base), toolEvent],
    "address-tool-process": [tool(base), toolEvent],
  };
  return sources as unknown as Readonly<Record<string, Source>>;
}
