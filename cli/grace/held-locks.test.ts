import { expect, test } from "vitest";
import { defaultTiming, type GraceName, modelFor, type Scenario } from "../../model/index.ts";
import { LockLosses } from "../../properties/index.ts";
import { drawScenario, simulate } from "../../sim/index.ts";
import { planOf } from "../session/plan.ts";

const s = 1_000_000;
/** Of runs in which the case is drawn, at least one of so many shows it. */
const CASES_MAX = 15;
const options = { lock: "fcntl", nodes: 3, databases: 0, set: {} } as const;

/** Does somebody get what another one has not reclaimed yet? */
function isStolen(scenario: Scenario): boolean {
  const model = modelFor(scenario);
  const losses = new LockLosses(planOf(scenario, model).setting);
  const { endUs } = simulate(scenario, { model, observe: (event) => losses.observe(event) });
  const { loud, silent } = losses.finish(endUs);
  return loud + silent > 0;
}

/** Runs in which nothing but the case of an assumption goes wrong. */
function* casesOf(assumption: string, isIt: (scenario: Scenario) => boolean): Iterable<Scenario> {
  for (let seed = 1, cases = 0; cases < CASES_MAX; seed += 1) {
    const scenario = drawScenario(`held/${seed}`, { ...options, dropped: [assumption], grace: "fs-hold-timers" });
    if (scenario.faults.length !== 1 || !isIt(scenario)) continue;
    cases += 1;
    yield scenario;
  }
}

test.each([
  ["given-up-locks-are-held", "admin"],
  ["expelled-nodes-are-fenced", "pause-host"],
])("without %s a held lock is stolen; with it the same failure is harmless", (assumption, kind) => {
  let stolen: Scenario | undefined;
  for (const scenario of casesOf(assumption, ({ faults }) => faults[0]?.kind === kind)) {
    if (!isStolen(scenario)) continue;
    stolen = scenario;
    break;
  }
  expect(stolen).toBeDefined();
  expect(stolen !== undefined && isStolen({ ...stolen, dropped: [] })).toBe(false);
});

test("nobody locks beside NFS, unless that is dropped, or the design binds whoever does", () => {
  const hasOthers = (seed: number, grace: GraceName, dropped: readonly string[]): boolean =>
    drawScenario(`beside/${seed}`, { ...options, dropped, grace }).nfs?.users.some(({ way }) => "node" in way) === true;
  const seeds = Array.from({ length: 60 }, (_, index) => index);
  expect(seeds.some((seed) => hasOthers(seed, "none", []))).toBe(false);
  expect(seeds.some((seed) => hasOthers(seed, "none", ["nobody-locks-beside-nfs"]))).toBe(true);
  expect(seeds.some((seed) => hasOthers(seed, "fs-remember", []))).toBe(true);
});

/** The address of client 0 is given up, and only the node that gave it up may have it. */
const nobodyTakesIt: Scenario = {
  version: 1,
  seed: "owed",
  nodes: 2,
  lock: "fcntl",
  publicAddresses: [
    { address: "10.0.0.1", nodes: [0] },
    { address: "10.0.0.2", nodes: [1] },
  ],
  nfs: {
    grace: "fs-hold-coordinated",
    records: "shared-directory",
    dropUs: [1 * s, 1 * s],
    users: [
      {
        way: { address: "10.0.0.1" },
        file: "f",
        atUs: 45 * s,
        pauseUs: [50_000, 200_000],
        reclaimUs: [0, 200_000],
      },
      {
        way: { address: "10.0.0.2" },
        file: "f",
        atUs: 50 * s,
        pauseUs: [50_000, 200_000],
        reclaimUs: [0, 200_000],
      },
    ],
  },
  durationUs: 150 * s,
  timing: defaultTiming,
  storage: { lockRecoveryUs: 0, expelPausedUs: 0 },
  clockOffsetUs: [0, 0],
  set: {},
  faults: [
    { kind: "admin", atUs: 60 * s, host: 0, command: "disable" },
    { kind: "admin", atUs: 110 * s, host: 0, command: "enable" },
  ],
  dropped: [],
};

test("a grace that ends for all waits for a client whose address nobody takes, as long as it lasts at most", () => {
  expect(isStolen(nobodyTakesIt)).toBe(false);
  expect(isStolen({ ...nobodyTakesIt, set: { graceLongestUs: 20 * s } })).toBe(true);
});
