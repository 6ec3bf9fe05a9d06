import { expect, it } from "vitest";
import { applyOverride } from "../chart/index.ts";
import { constantsWith } from "../constants/index.ts";
import { newFrame } from "../process/index.ts";
import { charts } from "../programs/index.ts";
import { FLAG } from "../words/index.ts";
import { vacuumAssumptions } from "./assumptions.ts";
import { newVacuumChildData } from "./vacuum-child-data.ts";
import type { VacuumContext } from "./vacuum-child-names.ts";

const base = { pnn: 0, pid: 100, nodes: 5, lockConfigured: true, lockSetting: "", nowUs: 0, monotonicUs: 0 };
const task = { db: "v.tdb", isFull: false, map: [0, 1], members: [0, 1, 2, 4], deletions: {}, fetches: [] };

/** Whom the child of node 0 asks to delete, where its daemon has these flags of all nodes. */
function asked(flags: readonly number[], chart = charts["vacuum-child"]): readonly number[] {
  const request = { status: 0, flags };
  const batch = {
    id: 1,
    op: "GET_NODEMAP",
    targets: [0],
    replies: [request],
    pending: 0,
    failed: 0,
    inOrder: [],
  } as const;
  const c = {
    d: newVacuumChildData(base, task),
    f: { ...newFrame(), batch },
    k: constantsWith(),
  } as unknown as VacuumContext;
  const action = chart?.actions["storeOthers"];
  if (action === undefined || !("change" in action)) throw new Error("no such change");
  action.change(c, { type: "RESUME" });
  return c.d.others;
}

it("vacuum-asks-the-whole-map asks whom the last recovery included, whatever is heard of their flags (recovery.md §1.8)", () => {
  const overrides = vacuumAssumptions.flatMap(({ overrides: all = [] }) => all);
  const repaired = overrides.reduce(applyOverride, charts)["vacuum-child"];
  const flags = [0, 0, FLAG.banned, FLAG.banned, FLAG.disconnected];
  expect(asked(flags)).toEqual([1]);
  expect(asked(flags, repaired)).toEqual([1, 2, 4]);
});
