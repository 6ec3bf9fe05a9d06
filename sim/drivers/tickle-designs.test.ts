import { describe, expect, it } from "vitest";
import type { Fault, Job, NfsSpec, Override, Scenario, TickleDesign } from "../../model/index.ts";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const designs: readonly TickleDesign[] = ["lists", "replicated"];

const comes = (atS: number, node: number): Job => ({
  atUs: atS * s,
  node,
  client: 0,
  work: [{ do: "work", forUs: 0 }],
});
const crash = (atS: number, host: number): Fault => ({ kind: "crash-host", atUs: atS * s, host, forUs: 0 });

/** As shipped: no repair tells anybody of connections. */
function run(tickles: TickleDesign, changes: Partial<Scenario>, overrides: readonly Override[] = []): Watched {
  const databases = [{ name: "a.tdb", kind: "volatile" }] as const;
  const dropped = ["connections-are-known"];
  return watch(quietCluster({ databases, dropped, tickles, durationUs: 200 * s, ...changes }), overrides);
}

const resets = ({ events }: Watched) =>
  events.flatMap((event) => (event.type === "connection-reset" ? [event.cause] : []));

/** How long it took until the first connection was registered, seconds; -1: it never was. */
function registered({ events }: Watched): number {
  const opened = events.find(({ type }) => type === "connection-opened");
  const tracked = events.find(({ type }) => type === "connection-tracked");
  return tracked === undefined ? -1 : (tracked.atUs - (opened?.atUs ?? 0)) / s;
}

describe.each(designs)("connections in %s", (tickles) => {
  it("are tickled by who takes their address", () => {
    const disable: Fault = { kind: "admin", atUs: 60 * s, host: 0, command: "disable" };
    for (const fault of [disable, crash(60, 0)])
      expect(resets(run(tickles, { faults: [fault], jobs: [comes(50, 0)] }))).toEqual(["tickled"]);
  });
});

it("a node that was cut off when a connection was registered has it from the next recovery, if it is in the database", () => {
  // Node 1 leads, and stays with the server.
  const cut = [0, 1].flatMap((other) => [[2, other] as const, [other, 2] as const]);
  const apart: Fault = { kind: "partition", atUs: 60 * s, forUs: 50 * s, shape: "isolate", cut };
  const publicAddresses = [{ address: "10.0.0.1", nodes: [0, 2] }];
  const fate = (tickles: TickleDesign) =>
    resets(run(tickles, { publicAddresses, faults: [apart, crash(150, 0)], jobs: [comes(105, 0)] }));
  expect(fate("lists")).toEqual([]);
  expect(fate("replicated")).toEqual(["tickled"]);
});

it("a connection of NFS that the monitor event has found is written at once, and told when the interval is over", () => {
  const user = { file: "f", way: { address: "10.0.0.1" }, atUs: 30 * s, holdUs: [90 * s, 90 * s] } as const;
  const users = [{ ...user, pauseUs: [s, s], reclaimUs: [0, 0] }] as const;
  const nfs: NfsSpec = { grace: "fs-remember", records: "shared-directory", dropUs: [s, s], users };
  const set = { tickleUpdateIntervalUs: 1_000 * s };
  const owner = run("lists", { nfs }).events.find(({ type }) => type === "connection-opened")?.host ?? -1;
  const fate = (tickles: TickleDesign) => resets(run(tickles, { nfs, set, faults: [crash(70, owner)] }))[0];
  expect(fate("lists")).toBe("refused");
  expect(fate("replicated")).toBe("tickled");
});

describe("what the database costs", () => {
  it("is a transaction until a connection is known", () => {
    const took = (tickles: TickleDesign) => registered(run(tickles, { jobs: [comes(50, 0)] }));
    expect(took("lists")).toBeLessThan(0.005);
    expect(took("replicated")).toBeGreaterThan(took("lists"));
    expect(took("replicated")).toBeLessThan(0.1);
  });

  it("is the wait for a node that stands still", () => {
    const paused: Fault = { kind: "pause-process", atUs: 49 * s, host: 2, program: "ctdbd", forUs: 5 * s };
    const took = (tickles: TickleDesign) => registered(run(tickles, { jobs: [comes(50, 0)], faults: [paused] }));
    expect(took("lists")).toBeLessThan(0.005);
    expect(took("replicated")).toBeGreaterThan(3.9);
    expect(took("replicated")).toBeLessThan(5);
  });

  it("is the wait for the end of a recovery", () => {
    const late: Fault = { kind: "late-control", atUs: 55 * s, host: 2, op: "DB_PULL", byUs: 8 * s, times: 1 };
    const recover: Fault = { kind: "admin", atUs: 60 * s, host: 0, command: "recover" };
    const { events } = run("replicated", {
      jobs: [comes(64, 0)],
      faults: [late, recover],
      set: { tickleUpdateIntervalUs: 1_000 * s },
    });
    const atUs = (type: string): number =>
      events.find((event) => event.type === type && event.atUs > 60 * s)?.atUs ?? -1;
    expect(atUs("connection-opened")).toBeGreaterThan(0);
    expect(atUs("connection-opened")).toBeLessThan(atUs("recovery-completed"));
    expect(atUs("connection-tracked")).toBeGreaterThan(0);
    expect(Math.abs(atUs("connection-tracked") - atUs("recovery-completed"))).toBeLessThan(0.2 * s);
  });

  it("is another try, where it fails", () => {
    const fails: Fault = { kind: "fail-control", atUs: 49 * s, host: 2, op: "UPDATE_RECORD", times: 1 };
    const took = (overrides: readonly Override[]) =>
      registered(run("replicated", { jobs: [comes(50, 0)], faults: [fails] }, overrides));
    expect(took([])).toBeGreaterThan(1);
    expect(took([])).toBeLessThan(1.5);
    const once: Override = { id: "once", chart: "write-tickles", actions: { armWriteAgain: () => undefined } };
    expect(took([once])).toBeGreaterThan(5);
  });
});
