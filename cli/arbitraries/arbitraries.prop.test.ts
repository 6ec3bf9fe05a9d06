import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertHolds } from "../suite/index.ts";
import { faultPlans, type ScenarioOptions, scenarios, seeds } from "./index.ts";

/** Every submission draws the same few; `ACCEPTANCE=1` many, new ones each time. */
const isAcceptance = process.env["ACCEPTANCE"] !== undefined;
const how = isAcceptance ? { numRuns: 300 } : { numRuns: 8, seed: 20_261_121 };

describe("arbitrary scenarios", () => {
  it.each(["fcntl", "none", "etcd-ttl"] as const)("hold on the sound model, lock %s", async (lock) => {
    await fc.assert(
      fc.asyncProperty(scenarios({ lock }), (scenario) => assertHolds(scenario)),
      how,
    );
  });

  it("find a defect and shrink it to a single fault at most, which the command shows again", async () => {
    const holds = fc.asyncProperty(scenarios({ lock: "fcntl", nodes: [2, 4] }), (scenario) =>
      assertHolds(scenario, { property: "leader-after-heal", defects: ["zoo-e02"] }),
    );
    const { failed, counterexample, errorInstance } = await fc.check(holds, { numRuns: 60, seed: 1 });
    expect(failed).toBe(true);
    expect(counterexample?.[0].faults.length).toBeLessThan(2);
    expect(String(errorInstance)).toMatch(
      /leader-after-heal is violated.*\nreproduce: printf [^\n]* --defect zoo-e02$/s,
    );
  });

  it.each([
    [{ faults: ["storage-hang"] }, /--drop-assumption lock-storage-answers/],
    [{ lock: "none", faults: ["replace-lock-file"] }, /strikes nothing/],
  ] as [ScenarioOptions, RegExp][])("refuse %j", (options, sentence) => {
    expect(() => scenarios(options)).toThrow(sentence);
  });
});

describe("arbitrary plans of faults", () => {
  const untilUs = 100_000_000;
  const heal = { atUs: untilUs, core: [0, 1, 2] };

  it("strike until they are told to end, with the kinds that were asked for", () => {
    const plans = faultPlans({ nodes: 3, lock: "fcntl", kinds: ["pause-host", "clock-step"], untilUs });
    const fits = fc.property(plans, (faults) => {
      for (const [index, { kind, atUs }] of faults.entries()) {
        expect(["pause-host", "clock-step"]).toContain(kind);
        expect(atUs).toBeLessThanOrEqual(untilUs);
        expect(atUs).toBeGreaterThanOrEqual(faults[index - 1]?.atUs ?? 0);
      }
    });
    fc.assert(fits, { numRuns: 50 });
  });

  it("hold on the sound model in a scenario of one's own", async () => {
    const plans = faultPlans({ nodes: 3, lock: "fcntl", untilUs });
    const holds = fc.asyncProperty(plans, (faults) => assertHolds({ nodes: 3, durationUs: 400_000_000, faults, heal }));
    await fc.assert(holds, how);
  });
});

it("seeds are seeds, and stay as they are", () => {
  const { counterexample, numShrinks } = fc.check(
    fc.property(seeds(), (seed) => seed.length === 0),
    { seed: 1 },
  );
  expect(counterexample?.[0]).toMatch(/^\d+$/);
  expect(numShrinks).toBe(0);
});
