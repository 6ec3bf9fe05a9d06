import { expect, test } from "vitest";
import { lockFreeAfterLeave } from "./lock-free-after-leave.ts";
import { booted, judged, type Line, losesLock, pids, takesLead } from "./written-trace.ts";

const start = [...booted(), ...takesLead(1, 0)];
const dies = (atS: number): Line => [
  atS,
  0,
  { type: "process-exited", program: "recoverd", pid: pids.recoverd(0), cause: "killed" },
];
const flags = (atS: number, value: number): Line => [atS, 0, { type: "flags-changed", flags: value }];

test("holds when the orphan lets go at its parent poll", () => {
  expect(judged(lockFreeAfterLeave, [...start, dies(2), ...losesLock(6.9, 0)], { endS: 99 }).verdict).toBe("holds");
});

test("is violated when it does not, and restarting the daemon changes nothing", () => {
  const again: Line = [4, 0, { type: "process-started", program: "recoverd", pid: 555, parent: pids.ctdbd(0) }];
  const finding = judged(lockFreeAfterLeave, [...start, dies(2), again], { endS: 99 });
  expect(finding).toMatchObject({ verdict: "violated", atUs: 7_200_000, hosts: [0] });
});

test("gives a stopped node its main loop, its broadcast timer and one control; coming back ends the obligation", () => {
  expect(judged(lockFreeAfterLeave, [...start, flags(2, 0x20), ...losesLock(34, 0)], { endS: 99 }).verdict).toBe(
    "holds",
  );
  expect(judged(lockFreeAfterLeave, [...start, flags(2, 0x20)], { endS: 99 }).verdict).toBe("violated");
  expect(judged(lockFreeAfterLeave, [...start, flags(2, 0x20), flags(9, 0)], { endS: 99 }).verdict).toBe("holds");
});

test("a node without the leader role has the same time", () => {
  const off: Line = [2, 0, { type: "leader-role-set", on: false }];
  expect(judged(lockFreeAfterLeave, [...start, off], { endS: 99 }).verdict).toBe("violated");
});

test("without the role it waits anew for a peer that falls silent meanwhile, inactive it does not", () => {
  const off: Line = [2, 0, { type: "leader-role-set", on: false }];
  const silent: Line = [20, 1, { type: "process-stopped", program: "ctdbd", pid: pids.ctdbd(1) }];
  expect(judged(lockFreeAfterLeave, [...start, off, silent, ...losesLock(52, 0)], { endS: 99 }).verdict).toBe("holds");
  expect(judged(lockFreeAfterLeave, [...start, off, silent], { endS: 99 })).toMatchObject({
    verdict: "violated",
    atUs: 52_200_000,
  });
  const cut: Line = [20, -1, { type: "partition-began", cut: [[0, 1]] }];
  expect(judged(lockFreeAfterLeave, [...start, off, cut, ...losesLock(52, 0)], { endS: 99 }).verdict).toBe("holds");
  const stopped = [...start, flags(2, 0x20), silent, ...losesLock(52, 0)];
  expect(judged(lockFreeAfterLeave, stopped, { endS: 99 }).verdict).toBe("violated");
});

test("does not count time in which a process stood still or storage hung", () => {
  const pause: Line[] = [
    [3, 0, { type: "process-stopped", program: "lock-helper", pid: pids.helper(0) }],
    [13, 0, { type: "process-continued", program: "lock-helper", pid: pids.helper(0) }],
    [13, -1, { type: "storage-changed", state: "hung" }],
    [15, -1, { type: "storage-changed", state: "ok" }],
  ];
  expect(judged(lockFreeAfterLeave, [...start, dies(2), ...pause, ...losesLock(19, 0)], { endS: 99 }).verdict).toBe(
    "holds",
  );
  const finding = judged(lockFreeAfterLeave, [...start, dies(2), ...pause], { endS: 99 });
  expect(finding).toMatchObject({ verdict: "violated", atUs: 19_200_000 });
});

test("adds the storage's own recovery after a crash", () => {
  const crash: Line = [2, 0, { type: "host-crashed" }];
  const freed: Line = [12, 0, { type: "lock-freed", pid: pids.helper(0), object: 1, cause: "storage-failover" }];
  const setting = { storage: { lockRecoveryUs: 10_000_000, expelPausedUs: 0 } };
  expect(judged(lockFreeAfterLeave, [...start, crash, freed], { endS: 99, setting }).verdict).toBe("holds");
  expect(judged(lockFreeAfterLeave, [...start, crash, freed], { endS: 99 }).verdict).toBe("violated");
  const rebooted = [...start, crash, ...booted().map(([, host, event]): Line => [3, host, event])];
  expect(judged(lockFreeAfterLeave, rebooted, { endS: 99, setting }).verdict).toBe("violated");
});

test("is unknown in a cut trace, and not applicable without a lock", () => {
  expect(judged(lockFreeAfterLeave, [...start, dies(2)], { endS: 6 }).verdict).toBe("unknown");
  expect(judged(lockFreeAfterLeave, start, { endS: 6, setting: { lock: "none" } }).verdict).toBe("not-applicable");
});
