import type { Draw } from "../chart/index.ts";
import type { LockCall, SharedGrace } from "../effect/index.ts";
import { type GraceMemberData, type GraceMemberEvent, newGraceMemberData } from "../nfs/index.ts";
import type { Context, ProcessData } from "../process/index.ts";
import type { AnyEvent } from "./charts.ts";
import { fixed, often, one } from "./drawn.ts";

type Contexts<D extends ProcessData> = (draw: Draw) => Context<D>;

const ADDRESSES = ["a1", "a2"] as const;
const FILES = ["f1", "f2"] as const;
const clients = (draw: Draw): number[] => [0, 1].filter(() => often(draw));

const grace = (draw: Draw): SharedGrace => {
  const epoch = 2 + draw(3);
  const members = Object.fromEntries(
    ADDRESSES.map((address) => [
      address,
      { needs: often(draw), enforces: !often(draw, 4), epoch: often(draw) ? epoch : draw(4) },
    ]),
  );
  return fixed({ version: draw(9), epoch, recovering: often(draw) ? 0 : epoch - 1, members });
};

const call = (draw: Draw): LockCall =>
  fixed({
    id: draw(3),
    client: draw(2),
    op: one(draw, ["lock", "lock", "reclaim", "reclaim", "unlock", "done", "renew"] as const),
    file: one(draw, FILES),
    way: { address: one(draw, ADDRESSES) },
    protocol: "v4",
  });

const callout = (draw: Draw) =>
  fixed({
    id: draw(9),
    op: "releaseip" as const,
    address: "a1",
    clients: [],
    v4Clients: [],
    isUsed: true,
    debt: 0,
  });

function member(plain: Contexts<ProcessData>): Contexts<GraceMemberData> {
  return (draw) => {
    const { d, f, k } = plain(draw);
    const locks = Object.fromEntries(
      FILES.filter(() => often(draw)).map((file) => [file, { client: draw(2), address: "a1" }]),
    );
    const data: GraceMemberData = {
      ...newGraceMemberData(d, "a1"),
      phase: one(draw, ["starting", "open", "open", "entering", "grace", "grace", "grace", "closed"]),
      grace: grace(draw),
      awaits: often(draw, 4),
      isConflict: often(draw, 4),
      epoch: 2 + draw(3),
      recovering: draw(3),
      entitled: clients(draw),
      pending: often(draw) ? [] : clients(draw),
      isRelieved: often(draw),
      confirmed: clients(draw),
      locks: fixed(locks),
      inFlight: often(draw) ? 0 : draw(3),
      hasNews: often(draw),
      isOver: often(draw, 4),
      callout: often(draw, 8) ? callout(draw) : null,
    };
    return { d: data, f, k };
  };
}

function memberEvent(draw: Draw): GraceMemberEvent {
  const answer = one(draw, ["granted", "granted", "conflict", "recovering"] as const);
  return one<() => GraceMemberEvent>(draw, [
    () => ({ type: "RESUME" }),
    () => ({ type: "RESUME" }),
    () => ({ type: "RESUME" }),
    () => ({ type: "LOCK_CALL", call: call(draw) }),
    () => ({ type: "LOCK_CALL", call: call(draw) }),
    () => ({ type: "FILE_SYSTEM", call: call(draw), answer, version: draw(3) }),
    () => ({ type: "GRACE_READ", grace: grace(draw) }),
    () => ({ type: "GRACE_WRITTEN", ok: !often(draw, 4), grace: grace(draw) }),
    () => ({ type: "CLIENTS", clients: fixed(clients(draw)) }),
    () => ({ type: "LEASE_OVER", peer: draw(2) }),
    () => (often(draw, 8) ? { type: "CALLOUT", callout: callout(draw) } : { type: "DISCARDED" }),
    () => ({ type: one(draw, ["GRACE_CHANGED", "POLL", "GRACE_OVER", "SIGTERM"] as const) }),
  ])();
}

/** Data and events of members of a shared grace, made of those of any process. */
export function memberSources(
  plain: Contexts<ProcessData>,
): Readonly<Record<string, readonly [Contexts<GraceMemberData>, (draw: Draw) => AnyEvent]>> {
  const ofMember = [member(plain), memberEvent] as const;
  return { "grace-member": ofMember, "grace-member-process": ofMember };
}
