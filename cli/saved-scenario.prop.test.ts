import fc from "fast-check";
import { expect, it } from "vitest";
import { loadScenario } from "../fixtures/index.ts";
import { defaultAssumptionNames, graceNames } from "../model/index.ts";
import { drawScenario, graceClients, graceScenario, moveKinds } from "../sim/index.ts";

const options = fc.record({
  seed: fc.string({ minLength: 1, maxLength: 20 }),
  lock: fc.constantFrom("fcntl" as const, "none" as const),
  asShipped: fc.boolean(),
  strategy: fc.constantFrom("random" as const, "knobs" as const, "pct" as const, "portfolio" as const),
});

it("every scenario that is drawn can be saved and read again, unchanged", () => {
  const property = fc.property(options, ({ seed, lock, asShipped, strategy }) => {
    const dropped = asShipped ? defaultAssumptionNames(lock) : [];
    const scenario = drawScenario(seed, { lock, dropped, strategy, set: {} });
    expect(loadScenario(JSON.stringify(scenario), "saved.json").scenario).toEqual(scenario);
  });
  fc.assert(property, { numRuns: 300 });
});

const graced = fc.record({
  seed: fc.string({ minLength: 1, maxLength: 20 }),
  grace: fc.constantFrom(...graceNames),
  clients: fc.constantFrom(...graceClients),
  failure: fc.constantFrom(...moveKinds),
  smb: fc.boolean(),
  client: fc.constantFrom("prompt" as const, "slow" as const),
  reload: fc.constantFrom("child" as const, undefined),
});

it("so can one whose clients lock files, drawn at random or for a cell of a comparison", () => {
  const property = fc.property(graced, ({ seed, grace, reload, ...cell }) => {
    const changes = reload === undefined ? {} : { reload };
    const drawn = drawScenario(seed, { lock: "fcntl", dropped: [], grace, set: {}, ...changes });
    const ofCell = graceScenario(seed, { ...cell, grace, set: {} });
    expect([drawn, ofCell].map(({ nfs }) => (nfs?.users.length ?? 0) > 0)).toEqual([true, true]);
    for (const scenario of [drawn, ofCell])
      expect(loadScenario(JSON.stringify(scenario), "saved.json").scenario).toEqual(scenario);
  });
  fc.assert(property, { numRuns: 300 });
});
