import { expect, test } from "vitest";
import { addressesDroppedInTime } from "./addresses-dropped-in-time.ts";
import { booted, judged, type Line, pids } from "./written-trace.ts";

const active = [...booted(), [10, 0, { type: "recovery-mode-changed", mode: "active" }] as Line];
const hear = (lines: readonly Line[], endS = 999): ReturnType<typeof judged> =>
  judged(addressesDroppedInTime, [...active, ...lines], { endS });

test("holds when they are dropped, a recovery succeeds, or the daemon is gone", () => {
  expect(hear([[130.5, 0, { type: "address-removed", address: "10.0.0.1" }]]).verdict).toBe("holds");
  expect(hear([[100, 0, { type: "recovery-mode-changed", mode: "normal" }]]).verdict).toBe("holds");
  expect(
    hear([[100, 0, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(0), cause: "killed" }]]).verdict,
  ).toBe("holds");
  expect(hear([[100, 0, { type: "host-crashed" }]]).verdict).toBe("holds");
});

test("is violated when timer and script have had their time", () => {
  expect(hear([])).toMatchObject({ verdict: "violated", atUs: 164_875_000, hosts: [0] });
});

test("does not count time in which the daemon stood still", () => {
  const pause: Line[] = [
    [20, 0, { type: "process-stopped", program: "ctdbd", pid: pids.ctdbd(0) }],
    [40, 0, { type: "process-continued", program: "ctdbd", pid: pids.ctdbd(0) }],
  ];
  expect(hear(pause)).toMatchObject({ verdict: "violated", atUs: 184_875_000 });
});

test("is unknown in a cut trace", () => {
  expect(hear([], 100).verdict).toBe("unknown");
});
