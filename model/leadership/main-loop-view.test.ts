import { expect, test } from "vitest";
import { loopGuards } from "./main-loop-names.ts";
import { missing, viewChanges } from "./main-loop-view.ts";
import type { RecoverdContext } from "./names.ts";

/** Leader 2 of four active nodes, all of them lmasters. */
function leaderWith(map: readonly number[]): RecoverdContext {
  const d = {
    pnn: 2,
    nodes: 4,
    nowUs: 0,
    ownFlags: 0,
    flagsOf: [0, 0, 0, 0],
    lmasterRoleOf: [true, true, true, true],
    map,
    credits: [0, 0, 0, 0],
    creditedAtUs: [0, 0, 0, 0],
    blamed: [],
    blameReason: "",
  };
  return { d, k: { recoveryGracePeriodUs: 1 } } as unknown as RecoverdContext;
}

test("a leader does not look for itself in the map (facts/recovery.md §2.1)", () => {
  const c = leaderWith([0, 1, 3]);
  expect(missing(c)).toEqual([]);
  expect(loopGuards.nodeNotInMap.test(c)).toBe(false);
});

test("of several that are missing the first alone has a credit (facts/leadership.md §1.7)", () => {
  const c = leaderWith([0]);
  expect(missing(c)).toEqual([1, 3]);
  viewChanges.blameMissing.change(c);
  expect(c.d.credits).toEqual([0, 1, 0, 0]);
});
