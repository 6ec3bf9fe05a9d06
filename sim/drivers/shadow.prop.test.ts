import { expect, it } from "vitest";
import { agree } from "../../model/chart/index.ts";
import {
  type AnyProgramChart,
  compiled,
  type LockDesign,
  modelFor,
  standardModel,
  type TraceEvent,
} from "../../model/index.ts";
import { drawScenario } from "../nemesis/index.ts";
import { simulate } from "./simulate.ts";

/** Simulated seeds, with a lock and without. */
const SEEDS = process.env["ACCEPTANCE"] === undefined ? 2 : 20;
/** One step in so many is made again, by the generated step and by XState, on a copy of the true data. */
const EVERY = 50;

/** A compiled chart whose functions can be exchanged for a while. */
type Open<T> = { -readonly [K in keyof T]: T[K] };

/** Has every so many steps of these charts shadowed while something runs; gives the number of steps shadowed. */
function shadowing(charts: readonly AnyProgramChart[], run: () => void): number {
  let made = 0;
  let shadowed = 0;
  const restore = charts.map((spec) => {
    const chart: Open<ReturnType<typeof compiled>> = compiled(spec);
    const { start, step } = chart;
    const shadow = agree(spec);
    const isDue = (): boolean => {
      made += 1;
      if (made % EVERY !== 0) return false;
      shadowed += 1;
      return true;
    };
    chart.start = (instance, c, e, sink) => {
      if (isDue()) shadow(null, c, e);
      start(instance, c, e, sink);
    };
    chart.step = (instance, c, e, sink) => {
      if (!instance.done && isDue()) shadow(chart.leaves[instance.leaf] ?? "", c, e);
      return step(instance, c, e, sink);
    };
    return () => Object.assign(chart, { start, step });
  });
  try {
    run();
  } finally {
    for (const undo of restore) undo();
  }
  return shadowed;
}

it.each(["fcntl", "none"] as const)(
  "during simulated seeds charts step as under XState, lock %s",
  (lock: LockDesign) => {
    for (let index = 1; index <= SEEDS; index += 1) {
      const scenario = drawScenario(`shadow/${index}`, { lock, set: {}, dropped: [] });
      const model = modelFor(scenario);
      const seen = new Set<TraceEvent["type"]>();
      const shadowed = shadowing(Object.values(model.charts), () => {
        simulate(scenario, { model, observe: (event) => seen.add(event.type) });
      });
      expect(shadowed).toBeGreaterThan(200);
      expect(seen).toContain("recovery-completed");
    }
  },
);

it("a step that deviates from XState's is found", () => {
  const loop = standardModel().charts["main-loop"];
  if (loop === undefined) throw new Error("the main loop is gone");
  // XState gets another action than the one that was generated.
  const odd = { ...loop, actions: { ...loop.actions, beginPass: { sentence: "odd", change: () => undefined } } };
  const due = { d: { loopDue: true }, f: {}, k: {} } as never;
  expect(() => agree(odd, compiled(loop))("rest", due, { type: "RESUME" })).toThrow(/chart "main-loop", state "rest"/);
});
