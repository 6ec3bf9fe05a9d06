import { expect, test } from "vitest";
import { modelFor, type Scenario } from "../../model/index.ts";
import { LockLosses } from "../../properties/index.ts";
import { drawScenario, simulate } from "../../sim/index.ts";
import { planOf } from "../session/plan.ts";

const s = 1_000_000;
/** Of runs in which a case is drawn, at least one of so many shows it. */
const CASES_MAX = 20;

/** Does somebody get what another one has not reclaimed yet? */
function isStolen(scenario: Scenario): boolean {
  const model = modelFor(scenario);
  const losses = new LockLosses(planOf(scenario, model).setting);
  const { endUs } = simulate(scenario, { model, observe: (event) => losses.observe(event) });
  return losses.finish(endUs).loud > 0;
}

/** Runs in which nothing but the case of an assumption goes wrong: it is there that clients take so long to reclaim. */
function* casesOf(assumption: string): Iterable<Scenario> {
  for (let seed = 1, cases = 0; cases < CASES_MAX; seed += 1) {
    const dropped = [assumption];
    const options = { lock: "fcntl", nodes: 3, databases: 0, set: {}, dropped } as const;
    const scenario = drawScenario(`cases/${seed}`, { ...options, grace: "clustered-epochs" });
    if (scenario.nfs?.users.some(({ reclaimUs }) => reclaimUs[0] < 10 * s && reclaimUs[1] > 200_000)) continue;
    if (scenario.nfs?.users.every(({ reclaimUs }) => reclaimUs[0] < 10 * s)) continue;
    cases += 1;
    yield scenario;
  }
}

test.each(["enforcing-counts-for-one-epoch", "one-server-of-a-name"])(
  "without %s the nemesis has a lock stolen; with it the same failures are harmless",
  (assumption) => {
    let stolen: Scenario | undefined;
    for (const scenario of casesOf(assumption)) {
      if (!isStolen(scenario)) continue;
      stolen = scenario;
      break;
    }
    expect(stolen?.faults.length).toBeLessThanOrEqual(3);
    expect(stolen !== undefined && isStolen({ ...stolen, dropped: [] })).toBe(false);
  },
);
