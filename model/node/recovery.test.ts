import { describe, expect, it } from "vitest";
import { constantsWith } from "../constants/index.ts";
import { type FreezeMode, newDatabase } from "../database/index.ts";
import { newFrame } from "../process/index.ts";
import type { RecoveryDesign } from "../words/index.ts";
import { activityChart, type CtdbdContext, newCtdbdData, setNormalChart } from "./index.ts";

const k = constantsWith();
const base = { pnn: 0, pid: 100, nodes: 2, lockConfigured: true, lockSetting: "", nowUs: 0, monotonicUs: 0 };
const event = { type: "RESUME" } as const;

/** A node with two databases; `frozen`: a freeze of the whole node has begun. */
function node(frozen: boolean, modes: readonly FreezeMode[], recovery: RecoveryDesign = "parallel"): CtdbdContext {
  const d = { ...newCtdbdData(base, "head", []), frozen, recovery };
  for (const [index, mode] of modes.entries()) {
    const name = `${index}.tdb`;
    d.databases[name] = { ...newDatabase({ name, kind: "volatile" }, 2), mode };
  }
  return { d, f: newFrame({}), k };
}

const goesOnFrozen = (c: CtdbdContext) => setNormalChart.guards["notAllFrozen"]?.test(c, event);

describe("recovery mode normal", () => {
  it("thaws a node that froze itself, whether or not a recovery has thawed a database before", () => {
    expect(goesOnFrozen(node(true, ["frozen", "frozen"]))).toBe(false);
    expect(goesOnFrozen(node(true, ["frozen", "none"]))).toBe(false);
  });

  it("thaws nothing of a node whose freeze still waits for a lock: it will be frozen in normal mode", () => {
    const c = node(true, ["frozen", "pending"]);
    expect(goesOnFrozen(c)).toBe(true);
    expect(activityChart.guards["notFrozen"]?.test(c, event)).toBe(true);
  });

  it("thaws nothing that others froze", () => expect(goesOnFrozen(node(false, ["frozen", "frozen"]))).toBe(true));

  it("thaws what is only being frozen too, up to 4.3", () => {
    expect(goesOnFrozen(node(true, ["frozen", "pending"], "serial"))).toBe(false);
    expect(goesOnFrozen(node(true, ["frozen", "pending"], "untangled"))).toBe(true);
  });
});
