import type { Draw } from "../chart/index.ts";
import type { LockCall } from "../effect/index.ts";
import {
  type Callout,
  type NfsClientData,
  type NfsClientEvent,
  type NfsServerData,
  type NfsServerEvent,
  newNfsClientData,
  newNfsServerData,
} from "../nfs/index.ts";
import type { Context, ProcessData } from "../process/index.ts";
import type { LockUser } from "../scenario/index.ts";
import { graceDesigns, graceNames } from "../words/index.ts";
import type { AnyEvent } from "./charts.ts";
import { fixed, often, one, pnn, S } from "./drawn.ts";

type Contexts<D extends ProcessData> = (draw: Draw) => Context<D>;

const ADDRESSES = ["a1", "a2"] as const;
const FILES = ["f1", "f2"] as const;
const some = <T>(draw: Draw, values: readonly T[]): T[] => values.filter(() => often(draw));

const call = (draw: Draw): LockCall =>
  fixed({
    id: draw(3),
    client: draw(2),
    op: one(draw, ["lock", "lock", "reclaim", "reclaim", "unlock", "done", "renew"] as const),
    file: one(draw, FILES),
    way: { address: one(draw, ADDRESSES) },
    ...(often(draw, 3) ? { protocol: "v4" as const } : {}),
    ...(often(draw, 8) ? { isFresh: true as const } : {}),
  });

const OPS = [
  "startup",
  "shutdown",
  "startipreallocate",
  "startipreallocate",
  "takeip",
  "releaseip",
  "ipreallocated",
  "ipreallocated",
  "monitor",
] as const;

const callout = (draw: Draw): Callout =>
  fixed({
    id: draw(9),
    op: one(draw, OPS),
    address: one(draw, ADDRESSES),
    clients: some(draw, [0, 1]),
    v4Clients: some(draw, [0]),
    isUsed: !often(draw, 8),
    debt: often(draw, 8) ? 1 + draw(2) : 0,
  });

/** What a server has mounted, and is about to. */
function mounts(draw: Draw): Pick<NfsServerData, "mounting" | "unmounting" | "isBusy" | "exported"> {
  return {
    mounting: often(draw) ? "" : one(draw, ADDRESSES),
    unmounting: often(draw) ? [] : some(draw, ADDRESSES),
    isBusy: often(draw, 4),
    exported: some(draw, ADDRESSES),
  };
}

function server(plain: Contexts<ProcessData>): Contexts<NfsServerData> {
  return (draw) => {
    const { d, f, k } = plain(draw);
    const design = graceDesigns[one(draw, graceNames)];
    const locks = Object.fromEntries(
      some(draw, FILES).map((file) => [file, { client: draw(2), address: one(draw, ADDRESSES) }]),
    );
    const data: NfsServerData = {
      ...newNfsServerData(d, design, often(draw, 3) ? { f1: one(draw, ADDRESSES) } : {}),
      phase: one(draw, ["open", "closed", "grace", "grace"]),
      graced: some(draw, ADDRESSES),
      locks: fixed(locks),
      inFlight: often(draw) ? [] : some(draw, ADDRESSES),
      callouts: often(draw) ? [callout(draw)] : [],
      callout: callout(draw),
      served: some(draw, ADDRESSES),
      taken: some(draw, ADDRESSES),
      hasChanged: often(draw),
      ...mounts(draw),
      pending: often(draw) ? {} : fixed({ [draw(2)]: one(draw, ADDRESSES) }),
      known: often(draw) ? fixed({ [draw(2)]: one(draw, ADDRESSES) }) : {},
      entitled: often(draw) ? fixed({ [draw(2)]: one(draw, ADDRESSES) }) : {},
      needs: often(draw, 3),
      isMoved: often(draw),
      debt: often(draw) ? draw(3) : 0,
      settled: draw(3),
      isUnused: often(draw),
      isPauseOver: often(draw),
      isGraceOver: often(draw, 4),
      isV4GraceOver: often(draw),
      isLifted: often(draw, 4),
    };
    return { d: data, f, k };
  };
}

function serverEvent(draw: Draw): NfsServerEvent {
  const answer = one(draw, ["granted", "granted", "conflict", "recovering"] as const);
  return one<() => NfsServerEvent>(draw, [
    () => ({ type: "RESUME" }),
    () => ({ type: "RESUME" }),
    () => ({ type: "RESUME" }),
    () => ({ type: "LOCK_CALL", call: call(draw) }),
    () => ({ type: "LOCK_CALL", call: call(draw) }),
    () => ({ type: "FILE_SYSTEM", call: call(draw), answer, version: draw(3) }),
    () => ({ type: "CALLOUT", callout: callout(draw) }),
    () => ({ type: "MANAGER_GRACE_OVER", address: one(draw, ADDRESSES) }),
    () => ({ type: "MOUNT_CHANGED", address: one(draw, ADDRESSES), on: often(draw), ok: often(draw) }),
    () => ({ type: "LEASE_OVER", peer: draw(2) }),
    () => ({ type: "NOBODY_OWED", debt: 1 + draw(2) }),
    () => ({
      type: one(draw, ["PAUSE_OVER", "GRACE_OVER", "V4_GRACE_OVER", "GRACE_LIFTED", "SIGTERM"] as const),
    }),
  ])();
}

function client(plain: Contexts<ProcessData>): Contexts<NfsClientData> {
  return (draw) => {
    const { d, f, k } = plain(draw);
    const user: LockUser = {
      way: often(draw, 4) ? { node: pnn(draw) } : { address: one(draw, ADDRESSES) },
      file: one(draw, FILES),
      atUs: draw(9) * S,
      ...(often(draw) ? { holdUs: [1, S] } : {}),
      pauseUs: [1, S],
      reclaimUs: [0, S],
      ...(often(draw, 4) ? { isDeaf: true } : {}),
      ...(often(draw) ? { protocol: "v4" as const } : {}),
      ...(often(draw, 3) ? { goesTo: { address: one(draw, ADDRESSES), atUs: draw(9) * S } } : {}),
    };
    const data: NfsClientData = {
      ...newNfsClientData(d, draw(2), fixed(user)),
      call: draw(3),
      status: one(draw, [
        null,
        "granted",
        "granted",
        "denied",
        "grace",
        "no-grace",
        "later",
        "stale",
        "no-right",
        "wrong-address",
      ]),
      server: pnn(draw),
      believes: often(draw),
      refusal: one(draw, [null, "denied", "grace"]),
      serverState: draw(3),
      askedState: draw(3),
      toReclaim: often(draw),
      isStale: often(draw),
      isDue: often(draw),
      isRetryDue: often(draw),
      isHoldOver: often(draw),
    };
    return { d: data, f, k };
  };
}

function clientEvent(draw: Draw): NfsClientEvent {
  const status = one(draw, ["granted", "denied", "grace", "no-grace", "later", "stale", "stale", "no-right"] as const);
  return one<() => NfsClientEvent>(draw, [
    () => ({ type: "RESUME" }),
    () => ({ type: "RESUME" }),
    () => ({ type: "LOCK_ANSWERED", id: draw(3), status, version: draw(3), from: pnn(draw) }),
    () => ({ type: "NOTICE", address: one(draw, ADDRESSES), state: draw(6), own: often(draw, 4) }),
    () => ({ type: "NOTICE", address: one(draw, ADDRESSES), state: draw(6), own: often(draw, 4) }),
    () => ({
      type: one(draw, ["DUE", "RETRY", "HOLD_OVER", "RECLAIM_DUE", "RENEW_DUE", "GO_DUE", "SIGTERM"] as const),
    }),
  ])();
}

/** Data and events of NFS servers and of those who lock files, made of those of any process. */
export function nfsSources(
  plain: Contexts<ProcessData>,
): Readonly<Record<string, readonly [Contexts<ProcessData>, (draw: Draw) => AnyEvent]>> {
  const ofServer = [server(plain), serverEvent] as const;
  const ofClient = [client(plain), clientEvent] as const;
  return {
    "nfs-server": ofServer,
    "nfs-server-process": ofServer,
    "nfs-client": ofClient,
    "nfs-client-process": ofClient,
  };
}
