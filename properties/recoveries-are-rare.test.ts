import { expect, test } from "vitest";
import { recoveriesAreRare } from "./recoveries-are-rare.ts";
import { judged, type Line } from "./written-trace.ts";

const recovery = (atS: number): Line => [atS, 0, { type: "recovery-started", generation: atS, pid: 103 }];
const every = (fromS: number, stepS: number): Line[] => [0, 1, 2, 3, 4].map((n) => recovery(fromS + n * stepS));
const cut: Line[] = [
  [20, -1, { type: "fault-injected", fault: "partition", index: 0, detail: "" }],
  [20, -1, { type: "partition-began", cut: [[0, 1]] }],
];

test("holds when they come seldom, or while something new goes wrong", () => {
  expect(judged(recoveriesAreRare, every(100, 20), { endS: 300 }).verdict).toBe("holds");
  expect(judged(recoveriesAreRare, [...cut, ...every(25, 5)], { endS: 300 }).verdict).toBe("holds");
});

test("is violated by one after the other, though only an old partition lasts", () => {
  const finding = judged(recoveriesAreRare, [...cut, ...every(100, 11)], { endS: 300 });
  expect(finding).toMatchObject({ verdict: "violated", atUs: 133_000_000, hosts: [0] });
});

test("asks nothing while slow scripts last", () => {
  const slow: Line = [20, -1, { type: "fault-injected", fault: "slow-script", index: 0, detail: "" }];
  expect(judged(recoveriesAreRare, [slow, ...every(100, 5)], { endS: 300 }).verdict).toBe("holds");
});
