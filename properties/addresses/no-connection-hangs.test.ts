import { describe, expect, it } from "vitest";
import { FLAG, type TickleDesign } from "../../model/index.ts";
import { booted, judged, type Line, pids } from "../written-trace.ts";
import { noConnectionHangs } from "./index.ts";

const address = "10.0.0.1";
const meets = (atS: number, host: number, peer: number): Line[] => [
  [atS, host, { type: "peer-connected", peer }],
  [atS, peer, { type: "peer-connected", peer: host }],
];
const opened = (atS: number, host = 0): Line => [
  atS,
  host,
  { type: "connection-opened", connection: 1, service: "smb", client: 0, address },
];
const tracked = (atS: number): Line => [atS, 0, { type: "connection-tracked", connection: 1, address, pid: 77 }];
const lost: Line = [20, 0, { type: "connection-lost", connection: 1, cause: "killed" }];
const assigned = (atS: number, host: number, on = true): Line => [atS, host, { type: "address-assigned", address, on }];
const removed = (atS: number, host: number): Line[] => [
  [atS, host, { type: "address-removed", address }],
  assigned(atS, host, false),
];
const takes = (atS: number, host: number): Line[] => [
  assigned(atS, host),
  [atS, host, { type: "address-added", address }],
  [atS, host, { type: "address-announced", address }],
];
const told = (atS: number): Line => [atS, 1, { type: "connection-reset", connection: 1, cause: "tickled" }];
const announced = (atS: number): Line => [atS, 0, { type: "address-announced", address }];
const together = [assigned(1, 0), announced(1), ...meets(1, 0, 1), ...meets(1, 0, 2), ...meets(1, 1, 2)];
const known = [...together, opened(10), tracked(10.1)];
const moved = [lost, ...removed(20.1, 0), ...takes(21, 1)];

const later =
  (byS: number) =>
  ([atS, host, event]: Line): Line => [atS + byS, host, event];

const verdict = (lines: readonly Line[], endS = 60, tickles: TickleDesign = "lists") =>
  judged(noConnectionHangs, [...booted(), ...lines], { endS, setting: { tickles } }).verdict;

describe("a client whose connection was to an address that moves", () => {
  it("must be told by a node that can have heard of it, in time", () => {
    expect(verdict([...known, ...moved])).toBe("violated");
    expect(verdict([...known, ...moved, told(21.1)])).toBe("holds");
    expect(verdict([...known, ...moved, told(30)])).toBe("violated");
  });

  it("must be told also where its old server still runs, but is not reached any more", () => {
    expect(verdict([...known, ...takes(21, 1)])).toBe("violated");
  });

  it("must be told by its old node too, unless that still has its end", () => {
    expect(verdict([...known, lost, ...removed(20.1, 0), ...takes(21, 0)])).toBe("violated");
    expect(verdict([...known, ...removed(20.1, 0), ...takes(21, 0)])).toBe("holds");
  });

  it("need not be told by a node that has forgotten the address meanwhile, unless lists stand in a database", () => {
    const again = [false, true].map((on): Line => [15, 1, { type: "address-known", address, on }]);
    expect(verdict([...known, ...again, ...moved])).toBe("holds");
    expect(verdict([...known, ...again, ...moved], 60, "replicated")).toBe("violated");
    const gone: Line = [15, 0, { type: "address-known", address, on: false }];
    expect(verdict([...known, gone, lost, ...removed(20.1, 0), ...takes(21, 0)])).toBe("holds");
  });

  it("need not be told by who loses the address again before that", () => {
    expect(verdict([...known, ...moved, ...removed(22, 1)])).toBe("holds");
    expect(verdict([...known, ...moved, [22, 1, { type: "host-crashed" }]])).toBe("holds");
  });
});

describe("a node cannot have heard of a connection", () => {
  it("that nobody has tracked, or only just", () => {
    expect(verdict([...together, opened(10), ...moved])).toBe("holds");
    expect(verdict([...together, opened(18), tracked(18.1), ...moved])).toBe("holds");
  });

  it("of a node that it was not connected to long enough", () => {
    expect(verdict([assigned(1, 0), opened(10), tracked(10.1), ...moved])).toBe("holds");
    expect(verdict([assigned(1, 0), opened(10), tracked(10.1), ...meets(19, 0, 1), ...moved])).toBe("holds");
    const meetsLater = [opened(10), tracked(10.1), ...meets(15, 0, 1), ...moved];
    expect(verdict([assigned(1, 0), announced(1), ...meetsLater])).toBe("violated");
    // What has never been announced, since its takeip failed, is told to nobody who comes later.
    expect(verdict([assigned(1, 0), ...meetsLater])).toBe("holds");
  });

  it("while something is done to the cluster", () => {
    const slow: Line = [9, 0, { type: "fault-injected", fault: "slow-link", index: 0, detail: "" }];
    expect(verdict([...together, slow, opened(10), tracked(10.1), ...moved])).toBe("holds");
    const over: Line = [9.5, 0, { type: "fault-ended", fault: "slow-link", index: 0 }];
    // What was stuck in a connection is sent again 30 s later at most; a new one is free.
    expect(verdict([...together, slow, over, opened(10), tracked(10.1), ...moved])).toBe("holds");
    expect(verdict([slow, over, ...together.map(later(8.9)), opened(10), tracked(10.1), ...moved])).toBe("violated");
    const after = [opened(40), tracked(40.1), ...moved.map(later(30))];
    expect(verdict([...together, slow, over, ...after], 90)).toBe("violated");
  });

  it("whose server has ended since while its daemon took the address for its own", () => {
    const ends: Line = [20.5, 0, { type: "process-exited", program: "samba-client", pid: 77, cause: "exit" }];
    const released: Line = [20, 0, { type: "event-began", event: "releaseip", run: 1, pid: 2, waitedUs: 0, address }];
    const back = takes(21, 1);
    expect(verdict([...known, lost, ends, ...back])).toBe("holds");
    expect(verdict([...known, released, lost, ends, ...back])).toBe("violated");
    expect(verdict([...known, lost, ...removed(20.1, 0), ends, ...back])).toBe("violated");
  });

  it("by what its daemon knew before it was started anew", () => {
    const killed: Line = [15, 1, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(1), cause: "killed" }];
    expect(verdict([...known, killed, ...moved])).toBe("holds");
    expect(verdict([...known, killed, ...meets(16, 0, 1), ...moved])).toBe("violated");
  });

  it("to an address that it had itself, or that somebody has had meanwhile who had not heard of it", () => {
    const both = [...together, ...takes(5, 1)];
    expect(verdict([...both, opened(10), tracked(10.1), lost, ...removed(19, 1), ...takes(21, 1)])).toBe("holds");
    // The other node was left with it, and its list is what counts.
    const back = [lost, ...removed(20.1, 0), ...removed(25, 1), ...takes(26, 0)];
    expect(verdict([...both, opened(10), tracked(10.1), ...back])).toBe("holds");
    const ignorant: Line = [12, 2, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(2), cause: "killed" }];
    const between = [lost, ...removed(20, 0), ...takes(21, 2), ...removed(25, 2), ...takes(26, 1)];
    expect(verdict([...known, ignorant, ...between])).toBe("holds");
    expect(verdict([...known, lost, ...removed(20, 0), ...takes(26, 1)])).toBe("violated");
  });

  it("by a node that was out when it was written to the database of the active ones; lists go to it too", () => {
    const flags = (atS: number, value: number): Line => [atS, 1, { type: "flags-changed", flags: value }];
    const movesBack = [lost, flags(20.05, 0), ...removed(20.1, 0), ...takes(21, 1)];
    const out = [flags(5, FLAG.stopped), ...known, ...movesBack];
    expect(verdict(out, 60, "lists")).toBe("violated");
    expect(verdict(out, 60, "replicated")).toBe("holds");
    expect(verdict([...known, ...moved], 60, "replicated")).toBe("violated");
    // What it had is away once it is out: a recovery does not count it.
    expect(verdict([...known, flags(15, FLAG.stopped), ...movesBack], 60, "replicated")).toBe("holds");
  });
});
