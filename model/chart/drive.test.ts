import { expect, it } from "vitest";
import { compile } from "./compile.ts";
import { drive } from "./drive.ts";
import { agree } from "./reference.ts";
import type { ChartEvent, ChartSpec } from "./spec.ts";

interface Data {
  n: number;
}
type Spec = ChartSpec<Data, ChartEvent, string>;

const lamp: Spec = {
  id: "lamp",
  sentence: "goes on and off",
  source: "none",
  guards: { isWorn: { sentence: "worn out", test: (c) => c.n > 5 } },
  actions: {
    wear: {
      sentence: "wears",
      change: (c) => {
        c.n++;
      },
    },
    shine: { sentence: "shines", effect: (c) => `shine ${c.n}` },
  },
  delays: { while: { sentence: "a while", us: (c) => 10 - c.n } },
  initial: "off",
  states: {
    off: { on: { PRESS: { target: "on" } }, always: { guard: "isWorn", target: "broken" } },
    on: { entry: ["wear", "shine"], after: { while: { target: "off" } } },
    broken: { type: "final" },
    never: {},
  },
};

it("drives a chart, timers included, and says what it saw", () => {
  const driven = drive(lamp, [{ n: 0 }, { n: 4 }], [{ type: "PRESS" }, { type: "NOISE" }], 2000);
  expect(driven.steps).toBe(2000);
  expect(driven.told).toBeGreaterThan(500);
  expect(driven.visits["broken"]).toBeGreaterThan(0);
  expect(
    drive(
      lamp,
      () => ({ n: 0 }),
      () => ({ type: "PRESS" }),
      50,
    ).steps,
  ).toBe(50);
});

it("names leaf states that no step led to, unless a walk began there", () => {
  const { unvisited } = drive(lamp, [{ n: 0 }], [{ type: "PRESS" }], 3);
  expect(unvisited).toContain("never");
});

it("names guards that answered one way only, and passes over states that no step can end in", () => {
  const states = { ...lamp.states, never: { always: { target: "off" } } };
  const driven = drive({ ...lamp, states }, [{ n: 0 }], [{ type: "PRESS" }], 3);
  expect(driven.unvisited).not.toContain("never");
  expect(driven.oneSided).toEqual(["isWorn"]);
  expect(drive({ ...lamp, states }, [{ n: 0 }, { n: 9 }], [{ type: "PRESS" }], 500).oneSided).toEqual([]);
});

it("catches a guard that changes the data", () => {
  const guards = { isWorn: { sentence: "", test: (c: Data) => c.n++ > 5 } };
  expect(() => drive({ ...lamp, guards }, [{ n: 0 }], [{ type: "PRESS" }], 100)).toThrow(
    'chart "lamp", guard "isWorn": may only look, but changed the data: data[0].n: 0 against 1',
  );
});

it("tells a difference in words", () => {
  const other = compile({ ...lamp, delays: { while: { sentence: "", us: () => 1 } } });
  expect(() => agree(lamp, other)("off", { n: 0 }, { type: "PRESS" })).toThrow(
    /chart "lamp", state "off", event {"type":"PRESS"}: .*differ.*\n {2}outcome.told\[1\].delayUs: 1 against 9\n {2}data: {"n":0}/,
  );
});

it.each([999, 1000, 1001])("gives up on always after as many rounds as XState does (%i)", (rounds) => {
  const counting: Spec = {
    ...lamp,
    guards: { isWorn: { sentence: "", test: (c) => c.n < rounds } },
    states: { off: { always: { guard: "isWorn", actions: "wear" } } },
  };
  const step = (): number => agree(counting)(null, { n: 0 }, { type: "GO" }).context.n;
  if (rounds < 1000) expect(step()).toBe(rounds);
  else expect(step).toThrow('chart "lamp", state "off": `always` was taken 1000 times in one step');
});
