import { expect, test } from "vitest";
import { constantsWith } from "../model/index.ts";
import { recoveredNodeServes } from "./recovered-node-serves.ts";
import { booted, judged, type Line, pids } from "./written-trace.ts";

const drops: Line = [10, 1, { type: "address-removed", address: "10.0.0.2" }];
const recovery = (generation: number): Line[] => [
  [20, 0, { type: "recovery-step", step: "begin", pid: pids.recoverd(0) }],
  [20, 0, { type: "recovery-started", generation, pid: pids.recovery(0) }],
  [21, 1, { type: "generation-changed", generation }],
];
const takes: Line = [22, 1, { type: "address-added", address: "10.0.0.2" }];

const verdict = (...lines: readonly Line[]) => judged(recoveredNodeServes, [...booted(), ...lines], { endS: 300 });

test("holds when the recovered node gets addresses, and for one that is disabled", () => {
  expect(verdict(drops, ...recovery(8), takes).verdict).toBe("holds");
  const disabled: Line = [9, 1, { type: "flags-changed", flags: 0x04 }];
  expect(verdict(disabled, drops, ...recovery(8)).verdict).toBe("holds");
});

test("is violated by a member that stays without", () => {
  expect(verdict(drops, ...recovery(8))).toMatchObject({ verdict: "violated", hosts: [1] });
});

test("says nothing of a node that the leader may not have known as active", () => {
  const back: Line = [19.9, 1, { type: "flags-changed", flags: 0 }];
  const stopped: Line = [9, 1, { type: "flags-changed", flags: 0x20 }];
  expect(verdict(stopped, drops, back, ...recovery(8)).verdict).toBe("holds");
  const slow: Line = [15, 0, { type: "local-delivery-slowed", extraUs: 0 }];
  expect(verdict(drops, slow, ...recovery(8)).verdict).toBe("holds");
  // What a cut had held back is old when it arrives.
  const healed = (...cut: [number, number][]): Line => [15, -1, { type: "partition-healed", cut }];
  expect(verdict(drops, healed([1, 0]), ...recovery(8)).verdict).toBe("holds");
  expect(verdict(drops, healed([2, 0]), ...recovery(8)).verdict).toBe("violated");
});

test("a leader that is gone may have forbidden takeover runs until now", () => {
  const constants = constantsWith({ takeoverDisableUs: 280_000_000 });
  const helper = { program: "takeover-helper", pid: 900 } as const;
  const run: Line[] = [
    [22, 2, { type: "process-started", ...helper, parent: pids.recoverd(2) }],
    [22.1, 2, { type: "takeover-started", pid: 900 }],
    [22.2, 2, { type: "process-exited", ...helper, cause: "exit" }],
  ];
  const held = (...lines: readonly Line[]) =>
    judged(recoveredNodeServes, [...booted(), drops, ...recovery(8), ...lines], { endS: 300, setting: { constants } });
  expect(held().verdict).toBe("violated");
  expect(held(...run).verdict).toBe("holds");
});
