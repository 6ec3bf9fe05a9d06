import { describe, expect, it } from "vitest";
import type { TraceEvent } from "../../model/index.ts";
import { type FaultColumns, FaultTimes } from "./fault-columns.ts";

const s = 1_000_000;

type Told = TraceEvent extends infer E ? (E extends TraceEvent ? Omit<E, "atUs" | "host"> : never) : never;

/** An event so many seconds after the start, on a host. */
const at = (seconds: number, host: number, event: Told): TraceEvent =>
  ({ ...event, atUs: seconds * s, host }) as TraceEvent;

const claimed = at(9, 0, { type: "leadership-claimed", leader: 0 });
const fault = at(10, 0, { type: "fault-injected", fault: "crash-host", index: 0, detail: "" });
const crashed = at(10, 0, { type: "host-crashed" });
const held = (seconds: number, host: number) => at(seconds, host, { type: "lock-believed", lock: "held" });
const believed = (seconds: number, host: number, leader: number) =>
  at(seconds, host, { type: "leader-believed", leader });
const ended = (seconds: number, host: number, leader: number) => at(seconds, host, { type: "election-ended", leader });
const dead = (seconds: number, host: number) => at(seconds, host, { type: "peer-dead", peer: 0, cause: "silent" });

function columns(locked: boolean, ...events: readonly TraceEvent[]): FaultColumns {
  const times = new FaultTimes(3, locked);
  for (const event of [claimed, ...events]) times.observe(event);
  return times.finish();
}

describe("columns of a fault", () => {
  it("count from the fault; nothing before it, and nothing at all without one", () => {
    expect(columns(true, dead(8, 1), fault, crashed, dead(12, 1))).toMatchObject({ peerDead: 2 * s, newLeader: null });
    expect(Object.values(columns(true, dead(8, 1), held(9, 1)))).toEqual(Array(7).fill(null));
  });

  it("do not ask the node that was taken out, except for elections", () => {
    const election = at(11, 0, { type: "election-started", reason: "" });
    const seen = columns(true, fault, crashed, dead(11, 0), election, held(12, 0), dead(13, 2));
    expect(seen).toMatchObject({ peerDead: 3 * s, electionStarts: s, newLeader: null });
  });

  it("ask the node whose helper died, but not the one that a partition isolates, stops or bans", () => {
    const helper = at(10, 0, { type: "process-exited", program: "lock-helper", pid: 1, cause: "killed" });
    expect(columns(true, fault, helper, held(11, 0)).newLeader).toBe(s);
    const cut = [
      [0, 1],
      [2, 0],
    ] as const;
    for (const struck of [
      at(10, -1, { type: "partition-began", cut }),
      at(10, 0, { type: "admin-command", command: "stop" }),
      at(10, 0, { type: "process-stopped", program: "ctdbd", pid: 1 }),
    ])
      expect(columns(true, fault, struck, held(11, 0)).newLeader).toBeNull();
  });

  it("take the leader out of a cluster in halves, and nobody when the lock service is at fault", () => {
    const cut = [
      [0, 2],
      [1, 3],
    ] as const;
    const halves = at(10, -1, { type: "partition-began", cut });
    expect(columns(true, fault, halves, held(11, 0)).newLeader).toBeNull();
    const service = { ...fault, fault: "service-cut" } as TraceEvent;
    expect(columns(true, service, halves, held(11, 0)).newLeader).toBe(s);
  });

  it("know a leader by a lock when the last of the others believes in it", () => {
    const seen = columns(true, fault, crashed, held(14, 1), believed(14, 1, 1), believed(14.5, 2, 1));
    expect(seen).toMatchObject({ newLeader: 4 * s, knownToAll: 4.5 * s });
    expect(columns(true, fault, crashed, held(14, 1)).knownToAll).toBeNull();
  });

  it("know a leader by votes when the vote is over, or at once from an announcement", () => {
    const seen = columns(false, fault, crashed, believed(14, 2, 1), ended(17, 1, 1), ended(17.5, 2, 1));
    expect(seen).toMatchObject({ newLeader: 7 * s, knownToAll: 7.5 * s });
    expect(columns(false, fault, crashed, ended(17, 1, 1), believed(18, 2, 1)).knownToAll).toBe(8 * s);
  });

  it("end with the heal, after which a leader counts from there", () => {
    const over = at(20, 0, { type: "fault-ended", fault: "crash-host", index: 0 });
    const seen = columns(true, fault, crashed, over, held(21, 2));
    expect(seen).toMatchObject({ newLeader: null, healLeader: s });
  });
});
