import { expect, it } from "vitest";
import type { StateSpec } from "./spec.ts";
import type { AnyChart } from "./tree.ts";
import { unusedNames } from "./unused-names.ts";
import { validate } from "./validate.ts";

function chart(states: Readonly<Record<string, unknown>>, part: Partial<AnyChart> = {}): AnyChart {
  return {
    id: "c",
    sentence: "",
    source: "",
    guards: { isUp: { sentence: "", test: () => true } },
    actions: { tell: { sentence: "", effect: () => 1 } },
    delays: { soon: { sentence: "", us: () => 1 } },
    initial: "a",
    states: states as Record<string, StateSpec>,
    ...part,
  };
}

it.each<[Readonly<Record<string, unknown>>, string]>([
  [{ b: {} }, 'chart "c": no state named "a" to start in'],
  [{ a: { entry: "tel" } }, 'chart "c", state "a": no action named "tel"; did you mean "tell"?'],
  [{ a: { exit: ["tell", "toString"] } }, 'no action named "toString"'],
  [
    { a: { on: { X: { guard: "isUpp" } } } },
    'chart "c", state "a", on X: no guard named "isUpp"; did you mean "isUp"?',
  ],
  [{ a: { until: "isDown" } }, 'no guard named "isDown"; known: isUp'],
  [{ a: { always: [{ actions: "nope" }] } }, 'state "a", always: no action named "nope"'],
  [{ a: { after: { later: {} } } }, 'after later: no delay named "later"; known: soon'],
  [{ a: { after: { 100: {} } } }, 'a delay is named; "100" is a number'],
  [{ a: { on: { X: { target: "d" } } }, b: { initial: "d", states: { d: {} } } }, 'did you mean "#c.b.d"?'],
  [{ a: { on: { X: "b" } }, b: {} }, "on X: a transition is an object {target"],
  [{ a: { on: { X: [] } } }, "has no way on"],
  [{ a: { on: { X: { cond: "isUp" } } } }, '"cond" is not supported'],
  [{ a: { on: { "*": {} } } }, "wildcards"],
  [{ a: { on: { "xstate.done": {} } } }, "XState's own events are not supported"],
  [{ a: { type: "parallel", states: {} } }, 'type "parallel" is not supported'],
  [{ a: { type: "history" } }, 'type "history" is not supported'],
  [{ a: { invoke: {} } }, '"invoke" is not supported'],
  [{ a: { onDone: {} } }, '"onDone" is not supported'],
  [{ a: { type: "final", exit: "tell" } }, '"exit" is not supported here'],
  [{ a: { initial: "z", states: { z: { type: "final" } } } }, "a final state stands at the top level only"],
  [{ a: { states: { z: {} } } }, 'state "a": has states but no initial one'],
  [{ a: { initial: "z" } }, 'starts in "z" but has no states'],
  [{ a: {}, "b.c": {} }, 'a state name has no "."'],
])("refuses %j", (states, why) => {
  expect(() => validate(chart(states))).toThrow(
    expect.objectContaining({ name: "ChartError", message: expect.stringContaining(why) }),
  );
});

it("accepts siblings, children and paths from the top as targets", () => {
  const states = {
    a: {
      initial: "b",
      states: { b: { on: { X: { target: "d" }, Y: { target: "#c.z" } } }, d: {} },
      on: { Z: { target: ".d" } },
    },
    z: { type: "final" },
  };
  expect(() => validate(chart(states, { on: { W: { target: "a.d" }, V: { target: ".z" } } }))).not.toThrow();
  expect(() => validate(chart(states, { on: { W: { target: "d" } } }))).toThrow('did you mean "#c.a.d"?');
});

it("lists names in the tables that nothing refers to", () => {
  expect(unusedNames(chart({ a: {} }))).toEqual(["guards.isUp", "actions.tell", "delays.soon"]);
  const state = { until: "isUp", after: { soon: { actions: "tell" } } };
  expect(unusedNames(chart({ a: { initial: "b", states: { b: state } } }))).toEqual([]);
  expect(unusedNames(chart({ a: {} }, { on: { X: { guard: "isUp", actions: ["tell"] } } }))).toEqual(["delays.soon"]);
});
