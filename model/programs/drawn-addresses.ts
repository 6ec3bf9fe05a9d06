import type { Draw } from "../chart/index.ts";
import { type Constants, constantsWith } from "../constants/index.ts";
import type { FileResult, Reply, Request } from "../effect/index.ts";
import type { CtdbdData } from "../node/index.ts";
import type { Context, ProcessData } from "../process/index.ts";
import {
  type AddressRecord,
  groupRoles,
  type InterfaceRecords,
  type IpAddress,
  type KnownAddress,
  type LeaderGroup,
  type LeaderGroups,
  newAddressRecords,
  type OwnerRecords,
  parseAddress,
  type TakeoverWork,
} from "../public-address/index.ts";
import { newTakeoverHelperData, type TakeoverHelperData, type TakeoverHelperEvent } from "../takeover/index.ts";
import { type ControlOp, type ServedDesign, UNKNOWN } from "../words/index.ts";
import type { AnyEvent } from "./charts.ts";
import { each, fixed, often, one, pnn, S, timeUs } from "./drawn.ts";

type Contexts<D extends ProcessData> = (draw: Draw) => Context<D>;

const ADDRESSES: readonly IpAddress[] = ["10.0.0.1", "10.0.0.2"].flatMap((text) => parseAddress(text) ?? []);

/** The interfaces that they may be on. */
const INTERFACES: readonly string[] = ["eth0", "eth1"];

/** An address that is known, or one that is not. */
export const addressText = (draw: Draw): string => one(draw, ["10.0.0.1", "10.0.0.1", "10.0.0.2", "10.0.0.9"]);

/** Who serves an address: a node, or none. */
const owner = (draw: Draw): number => (often(draw, 3) ? UNKNOWN : pnn(draw));

/** What a node keeps of its addresses. */
export function addressRecords(draw: Draw): Record<string, AddressRecord> {
  const records = newAddressRecords(ADDRESSES, new Map(ADDRESSES.map(({ text }) => [text, INTERFACES])));
  for (const record of Object.values(records)) {
    record.pnn = owner(draw);
    record.placedOn = often(draw) ? one(draw, INTERFACES) : "";
    record.movedFrom = often(draw) ? record.placedOn : "";
    record.updateInFlight = often(draw, 3);
    record.isLeaving = often(draw, 4);
    record.announced = draw(4);
    record.releaseInFlight = record.updateInFlight && often(draw);
    record.connections = [1, 2]
      .slice(draw(3))
      .map((connection) => ({ connection, pid: often(draw) ? 0 : 100 + draw(3) }));
    record.isListChanged = often(draw);
    record.tickled = [1, 2].slice(draw(3));
  }
  return records;
}

/** What a node keeps of its interfaces. */
function interfaceRecords(draw: Draw): InterfaceRecords {
  return Object.fromEntries(
    INTERFACES.map((name) => [name, { name, isUp: often(draw), references: draw(5) }] as const),
  );
}

/** What a node answers of its addresses. */
export function knownAddresses(draw: Draw): Pick<Reply, "addresses" | "leaving" | "unlinked" | "links" | "canHost"> {
  const known = often(draw, 3) ? [] : ADDRESSES;
  const addresses = known.map((address) => ({ address, pnn: owner(draw) }));
  const canHost = often(draw);
  const links = { eth0: !often(draw, 4) };
  const unlinked = links.eth0 ? {} : { unlinked: ["10.0.0.2"] };
  return { addresses, ...(canHost ? { leaving: ["10.0.0.1"] } : {}), ...unlinked, links, canHost };
}

/** The kernel's addresses. */
const interfaces = (draw: Draw): string[] => ADDRESSES.flatMap(({ text }) => (often(draw) ? [text] : []));

const OPS: readonly ControlOp[] = [
  "TAKEOVER_IP",
  "RELEASE_IP",
  "START_IPREALLOCATE",
  "IPREALLOCATED",
  "SET_PUBLIC_IP_OWNERS",
];

function request(draw: Draw, to: number): Request {
  const body = { address: addressText(draw), owner: often(draw, 4) ? pnn(draw) : to, owners: owners(draw) };
  return fixed({ id: draw(9), op: one(draw, OPS), from: pnn(draw), pid: 100, to, as: "leader", body });
}

/** What a takeover run has a daemon write. */
const owners = (draw: Draw): (readonly [string, number])[] => (often(draw) ? [] : [[addressText(draw), owner(draw)]]);

/** A daemon at work on an address, mostly one that it may take. */
function atWork(plain: Contexts<CtdbdData>): Contexts<CtdbdData> {
  return (draw) => {
    const { d, f, k } = plain(draw);
    const script = one(draw, ["running", "done", "done", "failed", "timed-out", "cancelled"] as const);
    const frame = { ...f, request: request(draw, d.pnn), interfaces: interfaces(draw), script, file: ownersFile(draw) };
    const mode = often(draw, 3) ? "active" : "normal";
    return {
      d: {
        ...d,
        recoveryMode: mode,
        publicAddresses: addressRecords(draw),
        interfaces: interfaceRecords(draw),
        groups: groups(draw),
        tickles: one(draw, ["lists", "replicated"] as const),
        ownersIn: ownersIn(draw),
      },
      f: frame,
      k,
    };
  };
}

/** Groups that choose a leader of their own; what never leads in them stands in their files, or is asked for. */
export function groups(draw: Draw): LeaderGroups {
  const group = (): LeaderGroup =>
    fixed({ members: each((index) => index), followers: [pnn(draw)], roles: one(draw, groupRoles) });
  return { ...(often(draw) ? { natgw: group() } : {}), ...(often(draw) ? { lvs: group() } : {}) };
}

/** What a daemon is told, mostly what its scripts have found of a link. */
function linkEvent(plain: (draw: Draw) => AnyEvent): (draw: Draw) => AnyEvent {
  return (draw) => {
    if (often(draw)) return plain(draw);
    const body = { interface: one(draw, ["eth0", "eth1", "eth7"]), on: often(draw) };
    const request = fixed({
      id: draw(9),
      op: "SET_IFACE_LINK_STATE",
      from: 0,
      pid: 0,
      to: 0,
      as: "self",
      body,
    } as const);
    return { type: "SET_IFACE_LINK_STATE", request };
  };
}

/** A daemon that releases all its addresses. */
function releasing(plain: Contexts<CtdbdData>): Contexts<CtdbdData> {
  return (draw) => {
    const { d, f, k } = atWork(plain)(draw);
    const address = one(draw, ["", "", "10.0.0.1", "10.0.0.2"]);
    return { d, f: { ...f, request: null, address }, k: often(draw, 5) ? withoutFailover : k };
  };
}

const withoutFailover: Constants = constantsWith({ failoverDisabled: 1, enableBans: 0 });

const known = (draw: Draw): KnownAddress[] =>
  often(draw, 3) ? [] : ADDRESSES.map((address) => fixed({ address, pnn: owner(draw) }));

/** Where it stands who serves what. */
export const ownersIn = (draw: Draw): ServedDesign => one(draw, ["lists", "replicated"] as const);

/** A node's copy of the database of who serves what. */
const ownersFile = (draw: Draw): FileResult => ({
  ok: true,
  copies: Object.fromEntries(
    ADDRESSES.flatMap(({ text }) =>
      often(draw, 4) ? [] : [[text, { rsn: 1 + draw(3), dmaster: pnn(draw), flags: 0, value: String(owner(draw)) }]],
    ),
  ),
});

/** What a run has read there; often nothing is to be written. */
const ownerRecords = (draw: Draw): OwnerRecords | null =>
  often(draw)
    ? null
    : {
        named: Object.fromEntries(ADDRESSES.map(({ text }) => [text, owner(draw)])),
        held: each(() => [addressText(draw)]),
        torn: often(draw) ? [] : [addressText(draw)],
      };

/** What whoever makes a takeover run has learnt so far. */
export function takeoverWork(draw: Draw): TakeoverWork {
  const isOff = often(draw, 6);
  return {
    flags: each(() => (isOff ? 8 : one(draw, [0, 0, 1, 2, 8]))),
    known: each(() => known(draw)),
    records: ownerRecords(draw),
    available: each(() => (often(draw) ? [] : [...ADDRESSES])),
    assignments: ADDRESSES.map((address) => ({ address, pnn: owner(draw) })),
    deadlineUs: timeUs(draw) + S,
    forced: [],
    homes: often(draw) ? [] : [fixed({ address: one(draw, ADDRESSES), pnn: pnn(draw) })],
    credits: each(() => draw(3)),
  };
}

function helper(base: Contexts<ProcessData>): Contexts<TakeoverHelperData> {
  return (draw) => {
    const { d, f, k } = base(draw);
    const data: TakeoverHelperData = { ...newTakeoverHelperData(d), ...takeoverWork(draw), ownersIn: ownersIn(draw) };
    return { d: data, f: { ...f, file: ownersFile(draw) }, k: often(draw, 5) ? withoutFailover : k };
  };
}

const helperEvent = (draw: Draw): TakeoverHelperEvent => ({
  type: one(draw, ["RESUME", "RESUME", "RESUME", "SIGTERM", "DAEMON_GONE", "START"] as const),
});

type Source = readonly [Contexts<ProcessData>, (draw: Draw) => AnyEvent];

/** Data and events of the charts of public addresses. */
export function addressSources(
  ctdbd: Contexts<CtdbdData>,
  ctdbdEvent: (draw: Draw) => AnyEvent,
  base: Contexts<ProcessData>,
): Readonly<Record<string, Source>> {
  const sources = {
    addresses: [atWork(ctdbd), linkEvent(ctdbdEvent)],
    "take-ip": [atWork(ctdbd), ctdbdEvent],
    "release-ip": [atWork(ctdbd), ctdbdEvent],
    "release-all": [releasing(ctdbd), ctdbdEvent],
    "write-owners": [atWork(ctdbd), ctdbdEvent],
    "reallocation-event": [atWork(ctdbd), ctdbdEvent],
    "takeover-helper": [helper(base), helperEvent],
    "takeover-helper-process": [helper(base), helperEvent],
  };
  return sources as unknown as Readonly<Record<string, Source>>;
}
