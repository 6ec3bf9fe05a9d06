import { describe, expect, it } from "vitest";
import { compile } from "./compile.ts";
import { countTransitions } from "./count-transitions.ts";
import type { ChartSpec } from "./spec.ts";
import { transitionsOf } from "./transitions.ts";
import type { AnyChart } from "./tree.ts";

interface Data {
  n: number;
}

const chart: ChartSpec<Data, { type: string }, string> = {
  id: "lamp",
  sentence: "a lamp",
  source: "here",
  guards: { many: { sentence: "often", test: (c) => c.n > 1 } },
  actions: { count: { sentence: "counts", change: (c) => void c.n++ }, say: { sentence: "says", effect: () => "on" } },
  delays: { soon: { sentence: "soon", us: () => 5 } },
  initial: "off",
  on: { BREAK: { target: ".broken" } },
  states: {
    off: {
      on: {
        PUSH: [
          { guard: "many", target: "broken" },
          { target: "lit", actions: ["count", "say"] },
        ],
      },
    },
    lit: {
      initial: "warm",
      states: { warm: { after: { soon: { target: "hot" } } }, hot: {} },
      on: { PUSH: { target: "off" }, LOOK: { actions: "say" } },
      always: { guard: "many", target: "off" },
    },
    broken: { type: "final" },
  },
};

describe("transitions of a chart", () => {
  it("have names of their own", () => {
    expect(transitionsOf(chart as unknown as AnyChart).map(({ name }) => name)).toEqual([
      "off --PUSH [many]--> broken",
      "off --PUSH--> lit",
      "lit --PUSH--> off",
      "lit --LOOK--> (stays)",
      "lit --always [many]--> off",
      "lit.warm --after soon--> lit.hot",
      "* --BREAK--> broken",
    ]);
  });

  it("that nothing tells apart are numbered", () => {
    const twice: AnyChart = {
      ...(chart as unknown as AnyChart),
      states: { ...chart.states, off: { on: { PUSH: [{ target: "lit" }, { target: "lit" }] } } },
    };
    const [first, second] = transitionsOf(twice);
    expect([first?.name, second?.name]).toEqual(["off --PUSH--> lit", "off --PUSH--> lit (2)"]);
  });

  it("are counted as they are taken, and nothing else changes", () => {
    const names = transitionsOf(chart as unknown as AnyChart).map(({ name }) => name);
    const taken: string[] = [];
    const run = (spec: typeof chart): unknown[] => {
      const fast = compile(spec);
      const told: unknown[] = [];
      const sink = {
        effect: (effect: string) => void told.push(effect),
        setTimer: (key: string) => void told.push(key),
        cancelTimer: (key: string) => void told.push(`no ${key}`),
      };
      const instance = { leaf: 0, done: false };
      const c = { n: 0 };
      fast.start(instance, c, { type: "START" }, sink);
      const timer = "xstate.after.soon.lamp.lit.warm";
      for (const type of ["PUSH", "LOOK", timer, "PUSH", "PUSH", "NOTHING", "PUSH"]) {
        told.push(fast.step(instance, c, { type }, sink), fast.leaves[instance.leaf], c.n);
      }
      return told;
    };
    expect(run(countTransitions(chart, (index) => taken.push(names[index] ?? "?")))).toEqual(run(chart));
    expect(taken).toEqual([
      "off --PUSH--> lit",
      "lit --LOOK--> (stays)",
      "lit.warm --after soon--> lit.hot",
      "lit --PUSH--> off",
      "off --PUSH--> lit",
      "lit --always [many]--> off",
      "off --PUSH [many]--> broken",
    ]);
  });
});
