import { expect, test } from "vitest";
import { booted, judgedByAll, type Line, pids } from "../written-trace.ts";

const address = "10.0.0.1";
const adds = (atS: number, host: number): Line => [atS, host, { type: "address-added", address }];
const announces = (atS: number, host: number): Line => [atS, host, { type: "address-announced", address }];
const drops = (atS: number, host: number): Line => [atS, host, { type: "address-removed", address }];
const dies = (atS: number, host: number): Line => [
  atS,
  host,
  { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(host), cause: "killed" },
];
const measures = (lines: readonly Line[], endS = 100) => judgedByAll([...booted(), ...lines], { endS }).measures;
const served = [adds(5, 0), announces(5, 0)];

test("an address that nobody has had yet is not missed", () => {
  expect(measures(served)).toMatchObject({ addressFailOvers: 0, addressFailOverLongestUs: 0 });
});

test("from the death of its daemon to its announcement by another node; its old host still has it", () => {
  expect(measures([...served, dies(20, 0), adds(31, 1), announces(31, 1)])).toMatchObject({
    addressFailOvers: 1,
    addressFailOverLongestUs: 11_000_000,
    doubleHostedLongestUs: 0,
    doubleHostedWithDeadLongestUs: 69_000_000,
  });
});

test("from a crash; nothing is left behind", () => {
  expect(measures([...served, [20, 0, { type: "host-crashed" }], adds(28, 1), announces(28, 1)])).toMatchObject({
    addressFailOverLongestUs: 8_000_000,
    doubleHostedWithDeadLongestUs: 0,
  });
});

test("two nodes that work have it for a while", () => {
  expect(measures([...served, adds(30, 1), announces(30, 1), drops(42, 0)])).toMatchObject({
    addressFailOvers: 0,
    doubleHostedLongestUs: 12_000_000,
    doubleHostedUs: 12_000_000,
  });
});

test("what is open at the end counts up to there", () => {
  expect(measures([...served, drops(40, 0)])).toMatchObject({
    addressFailOvers: 0,
    addressFailOverLongestUs: 60_000_000,
  });
});

test("a host that stood still and serves as before has lost nothing; one that is left behind is counted from where it stopped", () => {
  const pause = (atS: number): Line => [atS, 0, { type: "host-paused" }];
  const resume = (atS: number): Line => [atS, 0, { type: "host-resumed" }];
  expect(measures([...served, pause(20), resume(25)])).toMatchObject({
    addressFailOvers: 0,
    addressFailOverLongestUs: 0,
  });
  expect(measures([...served, pause(20), adds(48, 1), announces(48, 1), resume(60)])).toMatchObject({
    addressFailOvers: 1,
    addressFailOverLongestUs: 28_000_000,
  });
});

test("a service that is down: from then on, whoever announces the address while it is well", () => {
  const down: Line = [20, 0, { type: "service-down", service: "smb" }];
  const up = (atS: number): Line => [atS, 0, { type: "service-up", service: "smb" }];
  expect(measures([...served, down, up(22)])).toMatchObject({ addressFailOvers: 0, addressFailOverLongestUs: 0 });
  const away = [drops(31, 0), adds(33, 1), announces(33, 1)];
  expect(measures([...served, down, ...away])).toMatchObject({ addressFailOverLongestUs: 13_000_000 });
  // It comes back to a node that is not well: nobody is served before that is.
  const back = [drops(31, 0), adds(33, 0), announces(33, 0), up(50)];
  expect(measures([...served, down, ...back])).toMatchObject({
    addressFailOvers: 1,
    addressFailOverLongestUs: 30_000_000,
  });
});

test("every fail-over is told, not only the longest", () => {
  const { addressFailOversUs } = judgedByAll(
    [...booted(), ...served, dies(20, 0), adds(31, 1), announces(31, 1), dies(40, 1), adds(44, 2), announces(44, 2)],
    { endS: 100 },
  );
  // The addresses that were there from the beginning were never announced: nobody is known to use them.
  expect(addressFailOversUs).toEqual([11_000_000, 4_000_000]);
});
