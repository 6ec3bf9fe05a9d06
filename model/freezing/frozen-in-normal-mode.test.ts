import { describe, expect, it } from "vitest";
import { applyOverride } from "../chart/index.ts";
import { constantsWith } from "../constants/index.ts";
import { type CtdbdContext, newCtdbdData } from "../node/index.ts";
import { newFrame } from "../process/index.ts";
import { charts } from "../programs/index.ts";
import { databaseAssumptions } from "../recovery/index.ts";

const base = { pnn: 0, pid: 100, nodes: 2, lockConfigured: true, lockSetting: "", nowUs: 0, monotonicUs: 0 };

function asked(mode: "normal" | "active", chart = charts["databases"]): unknown {
  const d = newCtdbdData(base, "head", [{ name: "v.tdb", kind: "volatile" }]);
  d.recoveryMode = mode;
  const c: CtdbdContext = { d, f: newFrame(), k: constantsWith() };
  const action = chart?.actions["askForRecovery"];
  return action !== undefined && "effect" in action ? action.effect(c, { type: "RESUME" }) : "no effect";
}

describe("frozen-nodes-ask-for-recovery", () => {
  it("asks for a recovery when a database is frozen in normal mode; as shipped nobody does (recovery.md §2.6)", () => {
    const overrides = databaseAssumptions.find(({ name }) => name === "frozen-nodes-ask-for-recovery")?.overrides ?? [];
    const repaired = overrides.reduce(applyOverride, charts)["databases"];
    expect(asked("normal")).toBeUndefined();
    expect(asked("normal", repaired)).toEqual({ kind: "tell", op: "SET_RECMODE", body: { mode: "active" } });
    expect(asked("active", repaired)).toBeUndefined();
  });
});
