import fc from "fast-check";
import { expect, it } from "vitest";
import { loadScenario } from "../fixtures/index.ts";
import { defaultAssumptionNames } from "../model/index.ts";
import { drawScenario } from "../sim/index.ts";

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
