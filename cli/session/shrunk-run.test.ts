import { describe, expect, it } from "vitest";
import { modelFor, type Scenario } from "../../model/index.ts";
import { drawScenario } from "../../sim/index.ts";
import { readDefects } from "./inputs.ts";
import { judgedRun, recordedRun } from "./judged-run.ts";
import { failureOf } from "./keep-failure.ts";
import { planOf } from "./plan.ts";
import { type Failure, type ShrunkRun, shrunkRun } from "./shrunk-run.ts";

const seeds = { "zoo-e21": "shr/2", "zoo-m07": "shr/17", "zoo-m23": "shr/2" } as const;
const lines = { original: "as found", short: () => "short" };

/** The run of a seed with a defect, and what it violates. */
async function failing(defect: keyof typeof seeds) {
  const overrides = await readDefects([defect], process.cwd());
  const scenario = drawScenario(seeds[defect], { lock: "fcntl", set: {}, dropped: [] });
  const plan = planOf(scenario, modelFor(scenario, overrides));
  const run = recordedRun(plan, { reproduce: "" });
  const failure = failureOf(run);
  if (failure === undefined) expect.fail(`${seeds[defect]} violates nothing with ${defect}`);
  return { plan, overrides, failure, scenario };
}

function isViolated(scenario: Scenario, property: string, overrides: Parameters<typeof modelFor>[1]): boolean {
  const { verdict } = judgedRun(planOf(scenario, modelFor(scenario, overrides)), { reproduce: "" });
  return verdict.properties.some(({ name, verdict: judged }) => name === property && judged === "violated");
}

describe.each(Object.keys(seeds) as (keyof typeof seeds)[])("a run with %s, shortened", (defect) => {
  let found: Awaited<ReturnType<typeof failing>>;
  let short: ShrunkRun;

  it("violates the same property, with the defect only", async () => {
    found = await failing(defect);
    short = shrunkRun(found.plan, found.overrides, found.failure, lines);
    const { scenario } = short.plan;
    expect(isViolated(scenario, found.failure.property, found.overrides)).toBe(true);
    expect(isViolated(scenario, found.failure.property, [])).toBe(false);
    expect(failureOf(short.run, found.failure.property)).toBeDefined();
  });

  it("needs each of its faults", () => {
    const { scenario } = short.plan;
    expect(short.note).toMatchObject({ isMinimal: true, after: { events: scenario.faults.length } });
    expect(scenario.faults.length).toBeLessThan(found.scenario.faults.length);
    for (const left of scenario.faults) {
      const faults = scenario.faults.filter((fault) => fault !== left);
      expect(isViolated({ ...scenario, faults }, found.failure.property, found.overrides)).toBe(false);
    }
  });

  it("is the same each time", () => {
    expect(shrunkRun(found.plan, found.overrides, found.failure, lines).plan.scenario).toEqual(short.plan.scenario);
  });
});

describe("shrinking with little to spend", () => {
  it("keeps the best so far, and says that there may be a shorter one", async () => {
    const { plan, overrides, failure } = await failing("zoo-m07");
    const short = shrunkRun(plan, overrides, failure, lines, { eventsMax: 20_000 });
    expect(short.note.isMinimal).toBe(false);
    expect(isViolated(short.plan.scenario, failure.property, overrides)).toBe(true);
  });

  it("ends when it is told to", async () => {
    const { plan, overrides, failure } = await failing("zoo-m07");
    const short = shrunkRun(plan, overrides, failure, lines, { enough: () => true });
    expect(short.plan.scenario).toEqual(plan.scenario);
    expect(short.note.runs).toBe(0);
  });
});

it("a run that its seed does not repeat is shortened from its tape", async () => {
  const { plan, overrides, failure } = await failing("zoo-m23");
  const other = { ...plan.scenario, seed: "some other seed" };
  const elsewhere: Failure = { ...failure, ...(failure.tape === undefined ? {} : { tape: failure.tape }) };
  const otherPlan = planOf(other, modelFor(other, overrides));
  const short = shrunkRun(otherPlan, overrides, elsewhere, lines);
  expect(isViolated(short.plan.scenario, failure.property, overrides)).toBe(true);
});
