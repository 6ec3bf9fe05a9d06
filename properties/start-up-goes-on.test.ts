import { expect, test } from "vitest";
import type { RunState } from "../model/index.ts";
import { startUpGoesOn } from "./start-up-goes-on.ts";
import { judged, type Line } from "./written-trace.ts";

const starts: Line[] = [
  [0, 0, { type: "process-started", program: "ctdbd", pid: 100, parent: 1 }],
  [0, 0, { type: "flags-changed", flags: 0x02 }],
];
const enters = (atS: number, runState: RunState): Line => [atS, 0, { type: "runstate-changed", runState }];
const recovered: Line = [40, 0, { type: "control-accepted", op: "END_RECOVERY", from: 1, pid: 7, as: "leader" }];
const finding = (lines: readonly Line[], endS = 90) => judged(startUpGoesOn, [...starts, ...lines], { endS });
const young = [enters(0.1, "init"), enters(1, "setup"), enters(2, "first-recovery")];

test("holds while nothing but a recovery is waited for", () => {
  expect(finding(young).verdict).toBe("holds");
  const healthy: Line = [60, 0, { type: "flags-changed", flags: 0 }];
  expect(finding([...young, recovered, enters(40, "startup"), enters(60, "running"), healthy]).verdict).toBe("holds");
});

test("is violated by a daemon that stays where it is", () => {
  expect(finding([])).toMatchObject({ atUs: 1_000_000 });
  expect(finding([enters(0, "init")])).toMatchObject({ atUs: 32_875_000 });
  expect(finding([enters(0, "init"), enters(1, "setup")])).toMatchObject({ atUs: 33_875_000 });
  expect(finding([...young, recovered])).toMatchObject({ atUs: 41_000_000 });
});
