import { describe, expect, test } from "vitest";
import type { Finding } from "../judge.ts";
import { arrives, commits, databases, gives, reads, writes } from "../written-databases.ts";
import { booted, judged, type Line, pids } from "../written-trace.ts";
import { deletedStaysDeleted } from "./deleted-stays-deleted.ts";
import { writtenValuesLast } from "./written-values-last.ts";

const recovery = (atS: number, generation: number, ...hosts: readonly number[]): Line[] =>
  hosts.flatMap((host): Line[] => [
    [atS, host, { type: "generation-changed", generation }],
    commits(atS, host, generation),
  ]);
const start: Line[] = [...booted(), ...recovery(1, 7, 0, 1, 2)];
const moves = (atS: number, from: number, to: number, generation = 7): Line[] => [
  gives(atS, from, "k", to),
  arrives(atS, to, "k", generation),
];
const finds = (atS: number, host: number, value: string): Line => reads(atS, host, 9, "k", value);

const written = (...lines: readonly Line[]): Finding =>
  judged(writtenValuesLast, [...start, ...lines], { endS: 100, setting: { databases } });
const deleted = (...lines: readonly Line[]): Finding =>
  judged(deletedStaysDeleted, [...start, ...lines], { endS: 100, setting: { databases } });

const stops = (atS: number, host: number): Line[] => [
  [atS, host, { type: "flags-changed", flags: 0x20 }],
  [atS, host, { type: "generation-changed", generation: 1 }],
];
const dies = (atS: number, host: number): Line => [
  atS,
  host,
  { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(host), cause: "killed" },
];

describe("a database that clients attach", () => {
  const began = (atS: number, host: number, generation: number): Line => [
    atS,
    host,
    { type: "recovery-started", generation, pid: 9 },
  ];
  const attaches = (atS: number, host: number, generation: number): Line => [
    atS,
    host,
    { type: "database-attached", db: "db1", generation },
  ];
  const later = [began(2, 0, 8), ...recovery(2.1, 8, 0, 1)];

  test("is lost with a node that was left behind, once another one has it under a later recovery", () => {
    const first = [began(0.9, 0, 7), ...start];
    const away = [attaches(3, 2, 7), ...writes(4, 2, "k", "mine")];
    const back = [...recovery(6, 9, 0, 1, 2), finds(7, 0, "")];
    const told = (...lines: readonly Line[]): string =>
      judged(writtenValuesLast, [...first, ...later, ...lines], { endS: 100, setting: { databases } }).verdict;
    expect(told(...away, attaches(4.5, 0, 8), ...back)).toBe("holds");
    expect(told(attaches(3, 0, 8), ...writes(4, 0, "k", "ours"), ...back)).toBe("violated");
  });
});

describe("written-values-last", () => {
  const old = [...writes(2, 0, "k", "old")];

  test("holds when the value is read where it was written, where it moved, and after a recovery", () => {
    const lines = [...old, finds(3, 0, "old"), ...moves(4, 0, 1), finds(5, 1, "old"), ...writes(6, 1, "k", "new")];
    expect(written(...lines, ...recovery(8, 8, 0, 1, 2), finds(9, 2, "new")).verdict).toBe("holds");
  });

  test("is violated by an older value, with a reason that names the write", () => {
    const finding = written(
      ...old,
      ...moves(3, 0, 1),
      ...writes(4, 1, "k", "new"),
      ...moves(5, 1, 2),
      finds(6, 2, "old"),
    );
    expect(finding).toMatchObject({ verdict: "violated", atUs: 6_000_000, hosts: [1, 2] });
    expect(finding.why.slice(0, 2)).toEqual([
      'At 00:06.000000 client 9 on node 2 read "old" in k of db1.',
      'It should have been "new": "new" was written last, on node 1, and acknowledged at 00:04.000000; nodes that had it and have not left since: 1, 2.',
    ]);
  });

  test("takes what a node has at the first thaw of a serial recovery for what it brings, however late its own comes", () => {
    const thaws = (atS: number, host: number): Line => [
      atS,
      host,
      { type: "database-thawed", db: "db1", generation: 9, resent: 0 },
    ];
    const serial = [...old, ...recovery(8, 8, 0, 1, 2), thaws(9, 1), ...writes(9.5, 1, "k", "new"), thaws(9.6, 2)];
    const lines = [...serial, gives(10, 1, "k", 2), ...stops(11, 1), thaws(12, 0), arrives(12, 2, "k", 9)];
    expect(written(...lines, finds(13, 2, "new")).verdict).toBe("holds");
    expect(written(...serial, finds(13, 2, "old")).verdict).toBe("violated");
  });

  test("does not ask for what a recovery has brought to a node that was stopped meanwhile: it freezes itself again", () => {
    const before = [...old, ...moves(3, 0, 1), ...writes(4, 1, "k", "new")];
    const stopped: Line = [7, 1, { type: "flags-changed", flags: 0x20 }];
    const thaws = [1, 2].map(
      (host): Line => [8, host, { type: "database-thawed", db: "db1", generation: 8, resent: 0 }],
    );
    const crash: Line = [9, 2, { type: "host-crashed" }];
    const after = [...recovery(8, 8, 1, 2), ...thaws, crash, ...recovery(10, 10, 0, 1), finds(11, 0, "old")];
    expect(written(...before, ...after).verdict).toBe("violated");
    expect(written(...before, stopped, ...after).verdict).toBe("holds");
  });

  test("does not ask for what was written on a node that was stopped already, unless the record went on to another", () => {
    const stopped: Line = [7, 1, { type: "flags-changed", flags: 0x20 }];
    const thaws = [1, 2].map(
      (host): Line => [8, host, { type: "database-thawed", db: "db1", generation: 8, resent: 0 }],
    );
    const late = [
      ...old,
      ...recovery(6, 8, 1, 2),
      stopped,
      ...thaws,
      ...moves(9, 2, 1, 8),
      ...writes(10, 1, "k", "late"),
    ];
    const again: Line = [11, 1, { type: "flags-changed", flags: 0 }];
    const after = [...recovery(12, 9, 1, 2), finds(13, 2, "")];
    expect(written(...late, again, ...after).verdict).toBe("holds");
    expect(written(...late, ...moves(10.5, 1, 2, 8), again, ...after).verdict).toBe("violated");
    expect(written(...late.filter((line) => line !== stopped), ...after).verdict).toBe("violated");
    // As long as it is thawed it reads what was written on it.
    expect(written(...late, finds(10.5, 1, "old")).verdict).toBe("violated");
  });

  test("counts what a recovery has brought to a node that was stopped meanwhile, or was written there, from its next thaw on", () => {
    const stopped: Line = [3, 1, { type: "flags-changed", flags: 0x20 }];
    const continued = (atS: number): Line => [atS, 1, { type: "flags-changed", flags: 0 }];
    const thaw = (atS: number, generation: number): Line => [
      atS,
      1,
      { type: "database-thawed", db: "db1", generation, resent: 0 },
    ];
    const brought = [...old, stopped, ...recovery(4, 8, 0, 1), ...stops(5, 0), continued(6)];
    const after = [...recovery(7, 9, 0, 1, 2), finds(8, 2, "")];
    expect(written(...brought, ...after).verdict).toBe("holds");
    expect(written(...brought.filter((line) => line !== stopped), ...after).verdict).toBe("violated");
    // Continued before a recovery that thaws it, it has what that one has brought.
    const again = [...old, stopped, continued(3.5), ...recovery(4, 8, 0, 1), thaw(4.5, 8), ...stops(5, 0)];
    expect(written(...again, ...after).verdict).toBe("violated");
    expect(written(...again.filter(([, , { type }]) => type !== "database-thawed"), ...after).verdict).toBe("holds");
    // Its client has the record locked until the node is continued: it was frozen again before.
    const [write, unlock] = writes(5, 1, "k", "new") as [Line, Line];
    const late = [...old, stopped, ...recovery(4, 8, 0, 1), thaw(4.5, 8), write, continued(6)];
    const done: Line = [6.5, unlock[1], unlock[2]];
    expect(written(...late, done, ...after).verdict).toBe("holds");
    expect(written(...late, thaw(6.2, 8), done, ...after).verdict).toBe("violated");
  });

  test("is violated by a recovery that loses what a living member has", () => {
    const lines = [...old, ...moves(3, 0, 1), ...writes(4, 1, "k", "new"), ...recovery(8, 8, 0, 1, 2)];
    expect(written(...lines, finds(9, 0, "old")).verdict).toBe("violated");
  });

  test("knows that a write that was read and never acknowledged is on the node that read it alone", () => {
    const [open] = writes(4, 1, "k", "open");
    const lines = [...old, ...moves(3, 0, 1), ...(open === undefined ? [] : [open]), finds(5, 1, "open")];
    const after = [...recovery(8, 8, 0, 2), finds(9, 0, "old")];
    expect(written(...lines, ...stops(6, 1), ...after).verdict).toBe("holds");
    expect(written(...lines, ...recovery(8, 8, 0, 1, 2), finds(9, 0, "old")).verdict).toBe("violated");
    const moved = [...lines, ...moves(6, 1, 2), ...stops(7, 1), ...after];
    expect(written(...moved).verdict).toBe("violated");
  });

  test("excuses what was lost with the only node that had it: stopped, dead, crashed, or left out", () => {
    const lines = [...old, ...moves(3, 0, 1), ...writes(4, 1, "k", "new")];
    const after = [...recovery(8, 8, 0, 2), finds(9, 0, "old")];
    expect(written(...lines, ...stops(5, 1), ...after).verdict).toBe("holds");
    expect(written(...lines, dies(5, 1), ...after).verdict).toBe("holds");
    expect(written(...lines, [5, 1, { type: "host-crashed" }], ...after).verdict).toBe("holds");
    expect(written(...lines, ...after).verdict).toBe("holds");
  });

  test("does not excuse it when another node still has it", () => {
    const lines = [...old, ...moves(3, 0, 1), ...writes(4, 1, "k", "new"), ...moves(5, 1, 2), dies(6, 2)];
    expect(written(...lines, ...recovery(8, 8, 0, 1), finds(9, 0, "new")).verdict).toBe("holds");
    expect(written(...lines, ...recovery(8, 8, 0, 1), finds(9, 0, "old")).verdict).toBe("violated");
    const spread = [...old, ...recovery(4, 8, 0, 1, 2), dies(5, 0), ...recovery(6, 9, 1, 2)];
    expect(written(...spread, finds(9, 1, "")).verdict).toBe("violated");
  });

  test("is violated by an older value that comes back with a node that was cut off", () => {
    // Node 0 has the record and is cut off; the others recover an older value, and write a newer one.
    const lines = [...old, ...recovery(5, 8, 1, 2), finds(6, 1, "older"), ...writes(7, 1, "k", "new")];
    const healed = recovery(20, 9, 0, 1, 2);
    expect(written(...lines, ...healed, finds(21, 2, "new")).verdict).toBe("holds");
    expect(written(...lines, ...healed, finds(21, 2, "old"))).toMatchObject({ verdict: "violated", hosts: [1, 2] });
    // Also when node 0 had made a recovery of its own.
    expect(written(...lines, ...recovery(6, 18, 0), ...healed, finds(21, 2, "old")).verdict).toBe("violated");
  });

  test("either value may last when both sides of a cut wrote", () => {
    const lines = [...recovery(5, 8, 1, 2), ...writes(6, 0, "k", "here"), ...writes(7, 1, "k", "there")];
    for (const value of ["here", "there"])
      expect(written(...lines, ...recovery(20, 9, 0, 1, 2), finds(21, 2, value)).verdict).toBe("holds");
    const other = [...lines, ...recovery(20, 9, 0, 1, 2), finds(21, 2, "neither")];
    expect(written(...other).verdict).toBe("violated");
    // Once one was read, it counts.
    const settled = [...lines, ...recovery(20, 9, 0, 1, 2), finds(21, 2, "here"), finds(22, 2, "there")];
    expect(written(...settled).verdict).toBe("violated");
  });

  test("a node that a complete recovery left behind promises nothing", () => {
    const thawed: Line = [6, 1, { type: "database-thawed", db: "db1", generation: 8, resent: 0 }];
    const left = [...recovery(5, 8, 1, 2), thawed, ...writes(7, 0, "k", "left behind")];
    expect(written(...left, ...recovery(20, 9, 0, 1, 2), finds(21, 2, "")).verdict).toBe("holds");
    // Also when the others had left the cluster before, and were the first to come back.
    const back = [...stops(4, 1), ...stops(4, 2), ...left];
    expect(written(...back, ...recovery(20, 9, 0, 1, 2), finds(21, 2, "")).verdict).toBe("holds");
  });

  test("a write that was not acknowledged may last or not", () => {
    const begun: Line[] = [
      finds(3, 0, "old"),
      [4, 0, { type: "record-written", pid: 9, db: "db1", key: "k", value: "begun", rsn: 1 }],
      [5, 0, { type: "process-exited", program: "samba-client", pid: 9, cause: "killed" }],
    ];
    expect(written(...old, ...begun, finds(6, 0, "begun")).verdict).toBe("holds");
    expect(written(...old, ...begun, finds(6, 0, "old")).verdict).toBe("holds");
    expect(written(...old, ...begun, finds(6, 0, "other")).verdict).toBe("violated");
  });

  test("a serial recovery thaws one node after the other under its second generation", () => {
    const thaws = (atS: number, host: number): Line => [
      atS,
      host,
      { type: "database-thawed", db: "db1", generation: 9, resent: 0 },
    ];
    const lines = [...old, ...recovery(5, 8, 0, 1, 2), thaws(6, 0), ...writes(6.1, 0, "k", "new"), thaws(7, 1)];
    expect(written(...lines, ...moves(8, 0, 1, 9), finds(9, 1, "old")).verdict).toBe("violated");
    expect(written(...lines, ...moves(8, 0, 1, 9), finds(9, 1, "new")).verdict).toBe("holds");
    expect(written(...lines, dies(8, 0), ...recovery(9, 10, 1, 2), finds(10, 1, "old")).verdict).toBe("holds");
  });
});

describe("deleted-stays-deleted", () => {
  const gone = [...writes(2, 2, "k", "data"), ...moves(3, 2, 1), ...writes(4, 1, "k", "")];

  test("holds while nothing is read, also after a new write", () => {
    const lines = [...gone, ...recovery(5, 8, 0, 1, 2), finds(6, 2, "")];
    expect(deleted(...lines).verdict).toBe("holds");
    expect(deleted(...lines, ...writes(7, 2, "k", "data"), finds(8, 2, "data")).verdict).toBe("holds");
  });

  test("is violated when the leader dies between its commits and an old copy is all that is left", () => {
    const half = [...gone, ...recovery(5, 8, 0, 1), dies(6, 0), ...recovery(9, 9, 1, 2)];
    expect(deleted(...half, finds(10, 1, "data"))).toMatchObject({ verdict: "violated", hosts: [1] });
    expect(deleted(...half, finds(10, 1, "")).verdict).toBe("holds");
    expect(written(...half, finds(10, 1, "data")).verdict).toBe("holds");
  });

  test("excuses a deletion that was lost with its dmaster, wherever it was before", () => {
    expect(deleted(...gone, dies(5, 1), ...recovery(6, 8, 0, 2), finds(9, 0, "data")).verdict).toBe("holds");
    const moved = [...gone, ...moves(5, 1, 0), dies(6, 0), ...recovery(7, 8, 1, 2)];
    expect(deleted(...moved, finds(9, 1, "data")).verdict).toBe("holds");
  });

  test("asks for a deletion that was vacuumed whoever has left since: nobody had another copy", () => {
    const vacuumed: Line = [5, 1, { type: "record-vacuumed", db: "db1", key: "k", rsn: 3 }];
    const lines = [...gone, vacuumed, dies(6, 1), ...recovery(7, 8, 0, 2)];
    expect(deleted(...lines, finds(9, 0, "data")).verdict).toBe("violated");
    expect(deleted(...lines, finds(9, 0, "")).verdict).toBe("holds");
  });
});
