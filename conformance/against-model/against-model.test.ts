import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Drill } from "../../model/index.ts";
import { coverDrills, type LoneDesign, LoneHelper } from "../../sim/index.ts";
import { type Hooks, hooksFor } from "../hooks/index.ts";
import { defaultLimits, openTrial } from "../mutex/index.ts";
import { actsOfHooks, againstModel, knobsOf } from "./index.ts";

const shipped = "/usr/libexec/ctdb/ctdb_mutex_fcntl_helper";
const broken = (name: string): string => join(import.meta.dirname, "../../fixtures/helpers/broken", `${name}.mjs`);
const TIMEOUT_MS = 240_000;

let hooks: Hooks;
beforeAll(async () => {
  hooks = await hooksFor("files");
});
afterAll(async () => {
  await hooks.end();
});

const fcntl: LoneDesign = { lock: "fcntl" };

function against(program: string, drills: readonly Drill[], design = fcntl) {
  const helper = new LoneHelper(design);
  return againstModel({
    drills,
    allowed: (drill, draws) => helper.allowed(drill, draws),
    open: () => openTrial({ command: [program, "{lock}"], hooks, limits: defaultLimits }),
    atOnce: 13,
    // Order is what is tested here: other tests run at the same time, and a helper may wait for the processor.
    slackUs: 5_000_000,
  });
}

describe.skipIf(!existsSync(shipped))(`${shipped} (package ctdb)`, () => {
  it(
    "does nothing that its chart does not allow, in every drill",
    async () => {
      const { drills } = coverDrills(fcntl, actsOfHooks(hooks, "file"));
      const results = await against(shipped, drills);
      expect(results.filter(({ verdict }) => verdict === "disagrees").map(({ because }) => because)).toEqual([]);
      expect(results.filter(({ verdict }) => verdict === "agrees").length).toBeGreaterThanOrEqual(drills.length - 1);
      const { set, timing } = knobsOf("fcntl", results);
      expect(set.helperParentPollUs).toBeGreaterThan(0);
      expect(set.helperRecheckUs).toBeGreaterThan(0);
      expect(timing.execUs?.[0]).toBeGreaterThan(0);
    },
    TIMEOUT_MS,
  );
});

describe("a helper with a defect", () => {
  const { drills } = coverDrills({ ...fcntl, set: { helperParentPollUs: 1_000_000, helperRecheckUs: 1_000_000 } });
  const named = (...names: readonly string[]): readonly Drill[] => drills.filter(({ name }) => names.includes(name));
  const quick: LoneDesign = { ...fcntl, anyProgram: true, set: { helperParentPollUs: 1_000_000 } };

  it(
    "parts from the model where the defect shows, and nowhere else",
    async () => {
      const [ignores, contends] = await Promise.all([
        against(broken("ignores-parent"), named("start, terminate", "start, kill-parent"), quick),
        against(broken("contention-error"), named("start, terminate", "occupy, start"), quick),
      ]);
      expect(ignores.map(({ drill, verdict }) => [drill.name, verdict])).toEqual([
        ["start, terminate", "agrees"],
        ["start, kill-parent", "disagrees"],
      ]);
      const parted = ignores.at(-1)?.disagreement;
      expect(parted?.real[parted.nth]?.act).toBe("kill-parent");
      expect(parted?.because).toContain("the model says: it ends, its output is closed; seen: nothing comes");
      const wrong = contends.find(({ verdict }) => verdict === "disagrees")?.disagreement;
      expect(wrong?.drill.name).toBe("occupy, start");
      expect(wrong?.because).toContain('it writes "1"');
    },
    TIMEOUT_MS,
  );
});
