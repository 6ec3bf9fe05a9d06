import { describe, expect, it } from "vitest";
import type { Property } from "../property.ts";
import { recoveredNodeServes } from "../recovered-node-serves.ts";
import { booted, follow, judged, judgedByAll, type Line, plainSetting, takesLead } from "../written-trace.ts";
import {
  addressesAreHosted,
  balancedAfterRun,
  deletedGoes,
  deletedIsReleased,
  movesHaveCauses,
  noTakeBeforeRelease,
  oneServerPerAddress,
  reloadsEnd,
  unfitHostsNothing,
  unhostedMakesRun,
} from "./index.ts";

const connected: readonly Line[] = [0, 1, 2].flatMap((host) =>
  [0, 1, 2].flatMap((peer): Line[] => (peer === host ? [] : [[1, host, { type: "peer-connected", peer }]])),
);
const phase = (atS: number, name: string, pid: number): Line => [atS, 0, { type: "takeover-phase", phase: name, pid }];
const run = (atS: number, pid: number): Line[] => [
  [atS, 0, { type: "takeover-started", pid }],
  phase(atS, "node-map", pid),
  phase(atS, "release", pid),
  phase(atS, "take", pid),
  [atS + 1, 0, { type: "takeover-ended", pid, ok: true }],
];
const adds = (atS: number, host: number, index: number): Line => [
  atS,
  host,
  { type: "address-added", address: `10.0.0.${index}` },
];
const removes = (atS: number, host: number, index: number): Line => [
  atS,
  host,
  { type: "address-removed", address: `10.0.0.${index}` },
];
const known = (atS: number, host: number, index: number, on: boolean): Line => [
  atS,
  host,
  { type: "address-known", address: `10.0.0.${index}`, on },
];
const leaves = (atS: number, host: number, index: number, on = true): Line => [
  atS,
  host,
  { type: "address-leaving", address: `10.0.0.${index}`, on },
];
const file = (atS: number, host: number, ...addresses: string[]): Line => [
  atS,
  host,
  { type: "addresses-file-changed", addresses },
];
const moves = (atS: number, node: number): Line => [
  atS,
  0,
  { type: "address-move-asked", pid: 66, address: "10.0.0.2", node },
];
const starts = (atS: number, host: number): Line => [
  atS,
  host,
  { type: "process-started", program: "ctdbd", pid: 555, parent: 1 },
];
const forces = (atS: number, node: number): Line => [atS, 0, { type: "node-forced", node }];
const reload = (atS: number, ...more: Line[]): Line[] => [[atS, 1, { type: "reload-started", pid: 77 }], ...more];

// A property only ever sees the state that it made itself.
const verdict = <S>(property: Property<S>, lines: readonly Line[], endS = 60) =>
  judged(property, [...booted(), ...connected, ...lines], { endS, setting: { addressesChange: true } }).verdict;

describe("what nodes know is what is asked of them", () => {
  const led = [...takesLead(1, 0), ...follow(1, 0)];
  const gone = [removes(20, 1, 2)];

  it("an address that nobody knows any more need not be hosted", () => {
    const late = 600;
    const forgotten = [0, 1, 2].map((host) => known(21, host, 2, false));
    const leaving = [0, 1, 2].map((host) => leaves(21, host, 2));
    for (const property of [addressesAreHosted, unhostedMakesRun]) {
      expect(verdict(property, [...led, ...gone], late)).toBe("violated");
      expect(verdict(property, [...led, ...gone, ...forgotten], late)).toBe("holds");
      expect(verdict(property, [...led, ...gone, ...leaving], late)).toBe("holds");
      expect(verdict(property, [...led, ...gone, ...leaving, leaves(22, 1, 2, false)], late)).toBe("violated");
    }
  });

  it("nobody asks for one that was moved by hand to a node that did not take it, until the next run", () => {
    const late = 600;
    const asked = [...led, moves(19, 1), removes(20, 1, 2)];
    const done: Line = [21, 0, { type: "address-command-ended", pid: 66, ok: true }];
    expect(verdict(unhostedMakesRun, asked, late)).toBe("holds");
    expect(verdict(unhostedMakesRun, [...asked, done], late)).toBe("violated");
    expect(verdict(unhostedMakesRun, [...asked, ...run(30, 900)], late)).toBe("violated");
  });

  it("one that was added at run time, or that a daemon finds in its file, must be", () => {
    const late = 600;
    expect(verdict(addressesAreHosted, [...led, known(20, 1, 9, true)], late)).toBe("violated");
    expect(verdict(addressesAreHosted, [...led, known(20, 1, 9, true), adds(21, 1, 9)], late)).toBe("holds");
    const read = [file(2, 1, "10.0.0.9"), starts(3, 1), ...booted().filter(([, host]) => host === 1)];
    const again = read.map(([atS, host, event]): Line => [Math.max(atS, 3), host, event]);
    expect(verdict(addressesAreHosted, [...led, file(2, 1, "10.0.0.9")], late)).toBe("holds");
    expect(verdict(addressesAreHosted, [...again, ...led.map(([, h, e]): Line => [4, h, e])], late)).toBe("violated");
  });
});

describe("after a run that has succeeded", () => {
  it("nobody has what it was to delete before", () => {
    expect(verdict(deletedIsReleased, [leaves(10, 1, 2), ...run(20, 900)])).toBe("violated");
    expect(verdict(deletedIsReleased, [leaves(10, 1, 2), leaves(11, 1, 2, false), ...run(20, 900)])).toBe("holds");
    expect(verdict(deletedIsReleased, [leaves(10, 1, 2), removes(12, 1, 2), ...run(20, 900)])).toBe("holds");
    const late = run(20, 900);
    expect(verdict(deletedIsReleased, [...late.slice(0, -1), leaves(20.5, 1, 2), ...late.slice(-1)])).toBe("holds");
    const plain = { endS: 60, setting: { addressesChange: false } };
    expect(judged(deletedIsReleased, [...booted(), ...run(20, 900)], plain).verdict).toBe("not-applicable");
  });

  it("a node without an address is no wonder where it knows none of another's two", () => {
    const uneven = [removes(10, 1, 2), adds(11, 2, 2)];
    const ignorant = [2, 3].map((index) => known(12, 1, index, false));
    expect(verdict(balancedAfterRun, [...uneven, ...run(80, 900)], 120)).toBe("violated");
    expect(verdict(balancedAfterRun, [...uneven, ...ignorant, ...run(80, 900)], 120)).toBe("holds");
    expect(verdict(balancedAfterRun, [...uneven, ...ignorant.slice(1), ...run(80, 900)], 120)).toBe("violated");
    expect(verdict(balancedAfterRun, [...uneven, moves(79, 2), ...run(80, 900)], 120)).toBe("holds");
  });

  it("an address moves to a node that had some only if that was forced, or anything was changed or moved by hand", () => {
    const moved = [removes(45, 1, 2), adds(46, 0, 2)];
    const between = (...lines: Line[]) =>
      verdict(movesHaveCauses, [...run(20, 900), ...lines, ...moved, ...run(50, 901)]);
    expect(between()).toBe("violated");
    expect(between(forces(40, 0))).toBe("holds");
    expect(between(forces(40, 2))).toBe("violated");
    // A list that has changed in a run outlives it, and what has been served twice is forgotten.
    const earlier = (atS: number, ...runs: Line[]) =>
      verdict(movesHaveCauses, [forces(atS, 0), ...runs, ...run(20, 900), ...moved, ...run(50, 901)]);
    expect(earlier(10)).toBe("holds");
    expect(earlier(2, ...run(10, 899))).toBe("violated");
    expect(between(moves(40, 0))).toBe("holds");
    expect(between(known(40, 2, 9, true))).toBe("holds");
  });

  it("an address that was moved by hand before it stays where that put it", () => {
    const done = (ok: boolean): Line => [44, 0, { type: "address-command-ended", pid: 66, ok }];
    const byHand = (ok: boolean) => [moves(40, 0), removes(42, 1, 2), adds(43, 0, 2), done(ok)];
    const back = [removes(47, 0, 2), adds(48, 1, 2)];
    const before = [adds(10, 1, 4), ...run(20, 900)];
    expect(verdict(movesHaveCauses, [...before, ...byHand(true), ...run(46, 901)])).toBe("holds");
    const undone = (...lines: Line[]) => verdict(movesHaveCauses, [...before, ...lines, ...back, ...run(50, 901)]);
    expect(undone(...byHand(true))).toBe("violated");
    // Nobody knows what a tool that has failed has moved, nor what else is to go.
    expect(undone(...byHand(false))).toBe("holds");
    expect(undone(leaves(30, 1, 4), ...byHand(true))).toBe("holds");
  });
});

it("a node that knows fewer addresses than there are nodes may have none", () => {
  const recovery: Line[] = [
    [100, 0, { type: "recovery-step", step: "begin" }],
    [100, 0, { type: "recovery-started", generation: 7, reason: "" }],
    [101, 1, { type: "address-removed", address: "10.0.0.2" }],
  ].map(([atS, host, event]) => [atS, host, event] as Line);
  expect(verdict(recoveredNodeServes, recovery, 600)).toBe("violated");
  expect(verdict(recoveredNodeServes, [...recovery, known(102, 1, 1, false)], 600)).toBe("holds");
});

describe("what an administrator moves by hand while a run goes on", () => {
  const ended: Line = [15, 0, { type: "address-command-ended", pid: 66, ok: true }];
  const twice = [...run(20, 900).slice(0, -1), adds(20.5, 0, 2), ...run(20, 900).slice(-1)];

  it("may be where no run has put it, until the tool has ended", () => {
    expect(verdict(oneServerPerAddress, twice)).toBe("violated");
    expect(verdict(oneServerPerAddress, [moves(14, 0), ...twice])).toBe("holds");
    expect(verdict(oneServerPerAddress, [moves(14, 0), ended, ...twice])).toBe("violated");
    const unfit: Line = [10, 1, { type: "flags-changed", flags: 0x04 }];
    expect(verdict(unfitHostsNothing, [unfit, ...run(20, 900)])).toBe("violated");
    expect(verdict(unfitHostsNothing, [unfit, moves(14, 1), ...run(20, 900)])).toBe("holds");
    expect(verdict(unfitHostsNothing, [unfit, moves(14, 1), ended, ...run(20, 900)])).toBe("violated");
    expect(verdict(deletedIsReleased, [leaves(10, 1, 2), moves(14, 1), ...run(20, 900)])).toBe("holds");
  });

  it("is not taken by the run", () => {
    const late = [...run(20, 900).slice(0, -1), adds(20.5, 0, 2)];
    expect(verdict(noTakeBeforeRelease, late)).toBe("violated");
    expect(verdict(noTakeBeforeRelease, [moves(14, 0), ...late])).toBe("holds");
  });
});

it("what was deleted goes, if a run was asked for since", () => {
  const ended = (ok: boolean): Line => [21, 1, { type: "address-command-ended", pid: 77, ok }];
  const reloaded: Line = [21, 1, { type: "reload-ended", pid: 77, ok: true, added: 0, deleted: 1 }];
  expect(verdict(deletedGoes, [leaves(20, 1, 2), ended(true)], 600)).toBe("violated");
  expect(verdict(deletedGoes, [leaves(20, 1, 2), reloaded], 600)).toBe("violated");
  expect(verdict(deletedGoes, [leaves(20, 1, 2), ended(false)], 600)).toBe("holds");
  expect(verdict(deletedGoes, [leaves(20, 1, 2), ended(true), removes(30, 1, 2)], 600)).toBe("holds");
  expect(verdict(deletedGoes, [leaves(20, 1, 2), ended(true), leaves(30, 1, 2, false)], 600)).toBe("holds");
});

it("a reload ends in time", () => {
  const ended = (atS: number): Line => [atS, 1, { type: "reload-ended", pid: 77, ok: false, added: 0, deleted: 0 }];
  expect(verdict(reloadsEnd, reload(20), 400)).toBe("violated");
  expect(verdict(reloadsEnd, reload(20, ended(139)), 400)).toBe("holds");
  const killed: Line = [30, 1, { type: "process-exited", program: "reload-child", pid: 77, cause: "killed" }];
  expect(verdict(reloadsEnd, reload(20, killed), 400)).toBe("holds");
});

it("an address that no node knows any more is not missed", () => {
  const address = "10.0.0.2";
  const served: Line[] = [[2, 1, { type: "address-announced", address }]];
  const measured = (...lines: Line[]) =>
    judgedByAll([...booted(), ...served, ...lines], { endS: 100, setting: { ...plainSetting, addressesChange: true } })
      .measures["addressFailOverLongestUs"];
  expect(measured(removes(20, 1, 2))).toBe(80_000_000);
  expect(measured(...[0, 1, 2].map((host) => known(19, host, 2, false)), removes(20, 1, 2))).toBe(0);
  expect(measured(...[0, 1].map((host) => known(19, host, 2, false)), removes(20, 1, 2))).toBe(80_000_000);
});
