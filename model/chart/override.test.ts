import { describe, expect, it } from "vitest";
import type { Override } from "./override.ts";
import { applyOverride, checkConstants } from "./override-apply.ts";
import { parseOverride } from "./override-parse.ts";
import { procedure } from "./procedure.ts";
import type { ChartEvent, ChartSpec } from "./spec.ts";

interface Data {
  votes: number;
}
type Spec = ChartSpec<Data, ChartEvent, string>;

const election: Spec = {
  id: "election",
  sentence: "elects",
  source: "facts",
  guards: { isLeader: { sentence: "we lead", test: (c) => c.votes > 1 } },
  actions: {
    count: {
      sentence: "counts",
      change: (c) => {
        c.votes++;
      },
    },
    vote: { sentence: "votes", effect: () => "vote" },
  },
  delays: { patience: { sentence: "waits", us: () => 5 } },
  initial: "a",
  on: { STOP: { target: "b.d" } },
  states: {
    a: { after: { patience: { target: "b" } }, on: { VOTE: { actions: ["count", "vote"] } } },
    b: { initial: "c", states: { c: { on: { VOTE: { guard: "isLeader", target: "d" } } }, d: {} } },
  },
};
const startup: Spec = procedure({
  ...election,
  id: "startup",
  steps: [
    { name: "one", sentence: "first", do: ["count"], exits: [{ to: "three" }] },
    { name: "two", sentence: "second", do: ["vote"] },
    { name: "three", sentence: "third" },
  ],
});
const charts = { election, startup };

function apply(part: Omit<Partial<Override>, "id">): Record<string, Spec> {
  return applyOverride<Spec>(charts, { id: "test", chart: "election", ...part });
}

describe("applyOverride", () => {
  it("replaces guards, actions and delays by name, and nothing else", () => {
    const before = JSON.stringify(charts);
    const isLeader = (): boolean => true;
    const count = (): void => {};
    const vote = (): string => "twice";
    const next = apply({ guards: { isLeader }, actions: { count, vote }, delays: { patience: 7 } })["election"];
    expect(next?.guards["isLeader"]).toEqual({ sentence: "we lead", test: expect.any(Function) });
    expect(next?.guards["isLeader"]?.test({ votes: 0 }, { type: "VOTE" })).toBe(true);
    expect(next?.actions).toEqual({
      count: { sentence: "counts", change: expect.any(Function) },
      vote: { sentence: "votes", effect: expect.any(Function) },
    });
    expect(next?.delays?.["patience"]?.us({ votes: 0 })).toBe(7);
    expect(next?.states).toBe(election.states);
    expect(apply({ guards: { isLeader } })["startup"]).toBe(startup);
    expect(JSON.stringify(charts)).toBe(before);
  });

  it("tells what a function from outside throws as its own mistake", () => {
    const broken = (): boolean => {
      throw new TypeError("x is undefined");
    };
    const next = apply({ guards: { isLeader: broken } })["election"];
    expect(() => next?.guards["isLeader"]?.test({ votes: 0 }, { type: "VOTE" })).toThrow(
      /guards\.isLeader of ".*" threw TypeError: x is undefined/,
    );
  });

  it("switches the kind of an action, or gives it both", () => {
    const change = (): void => {};
    const effect = (): string => "x";
    expect(apply({ actions: { vote: { change } } })["election"]?.actions["vote"]).toEqual({
      sentence: "votes",
      change: expect.any(Function),
    });
    const both = apply({ actions: { vote: { change, effect } } });
    expect(both["election"]?.actions["vote"]).toEqual({
      sentence: "votes",
      change: expect.any(Function),
      effect: expect.any(Function),
    });
    expect(() => applyOverride(both, { id: "again", chart: "election", actions: { vote: change } })).toThrow(
      "actions.vote: both changes and asks",
    );
  });

  it("merges ways on into a state or the chart level, and takes them out", () => {
    const next = apply({
      transitions: { "b.c": { VOTE: null, GO: { target: "d" } }, "*": { STOP: { target: "a" } }, a: { GO: {} } },
    })["election"];
    expect(next?.states["b"]?.states?.["c"]?.on).toEqual({ GO: { target: "d" } });
    expect(next?.on).toEqual({ STOP: { target: "a" } });
    expect(Object.keys(next?.states["a"]?.on ?? {})).toEqual(["VOTE", "GO"]);
  });

  it("orders steps", () => {
    expect(apply({ chart: "startup", steps: ["three", "one"] })["startup"]?.initial).toBe("three");
  });

  it.each<[Omit<Partial<Override>, "id">, string]>([
    [{ chart: "elction" }, 'chart: there is no chart "elction"; did you mean "election"?'],
    [
      { guards: { isLeadr: () => true } },
      'guards.isLeadr: chart "election" has no guard of that name; did you mean "isLeader"?',
    ],
    [{ guards: { constructor: () => true } }, "guards.constructor: chart"],
    [
      { actions: { cont: () => {} } },
      'actions.cont: chart "election" has no action of that name; did you mean "count"?',
    ],
    [{ delays: { patiance: 3 } }, 'delays.patiance: chart "election" has no delay of that name; did you mean'],
    [{ steps: ["a"] }, 'steps: chart "election" is not a procedure'],
    [{ chart: "startup", steps: ["on"] }, 'steps: chart "startup" has no step of the name "on"; did you mean "one"?'],
    [{ chart: "startup", steps: ["one", "two"] }, 'steps: procedure "startup", step "one": an exit leads to "three"'],
    [{ transitions: { "b.e": { X: {} } } }, 'transitions.b.e: chart "election" has no state of that name'],
    [{ transitions: { a: { VOTES: null } } }, 'transitions.a.VOTES: there is nothing to remove; did you mean "VOTE"?'],
    [
      { transitions: { a: { X: { guard: "isLedaer" } } } },
      'transitions: chart "election", state "a", on X: no guard named',
    ],
    [{ transitions: { a: { X: { target: "c" } } } }, 'did you mean "#election.b.c"?'],
  ])("refuses %j in one sentence that names the field", (part, why) => {
    expect(() => apply(part)).toThrow(
      expect.objectContaining({ name: "OverrideError", message: expect.stringContaining(why) }),
    );
  });

  it("checks constants against the known ones", () => {
    const override = { id: "x", chart: "election", constants: { banTimeUs: 5 } };
    expect(() => checkConstants(override, { banTimeUs: 1 })).not.toThrow();
    expect(() => checkConstants(override, { banTime: 1 })).toThrow(
      "constants.banTimeUs: there is no constant of that name",
    );
    expect(() => checkConstants({ ...override, constants: { banTimeUs: Number.NaN } }, { banTimeUs: 1 })).toThrow(
      "finite",
    );
  });
});

describe("parseOverride", () => {
  const part = { id: "x", chart: "election", guards: { isLeader: () => true } };

  it("takes one override or a list under one id", () => {
    expect(parseOverride(part, "x.mjs")).toEqual([part]);
    expect(parseOverride([part, { id: "x", chart: "startup", steps: ["one"] }], "x.mjs")).toHaveLength(2);
  });

  it.each<[unknown, string]>([
    [undefined, "x.mjs: override: expected an object"],
    [[], "expected an override, got an empty list"],
    [[part, { ...part, id: "y" }], 'all parts have one id, got "x" and "y"'],
    [{ ...part, id: "" }, "x.mjs: id: expected a name"],
    [{ ...part, chart: 3 }, "x.mjs: chart: expected a name, got 3"],
    [{ ...part, gards: {} }, 'x.mjs: gards: there is no such field; did you mean "guards"?'],
    [{ id: "x", chart: "election" }, "replaces nothing"],
    [{ ...part, guards: { isLeader: true } }, "guards.isLeader: expected a function"],
    [{ ...part, guards: [] }, "guards: expected an object of names, got a list"],
    [
      { ...part, actions: { count: {} } },
      "actions.count: expected a function (c, e) => … or an object {change, effect}",
    ],
    [{ ...part, actions: { count: { change: 1 } } }, "actions.count.change: expected a function"],
    [{ ...part, delays: { patience: -1 } }, "delays.patience: expected microseconds"],
    [{ ...part, constants: { a: Number.POSITIVE_INFINITY } }, "constants.a: expected a finite number, got Infinity"],
    [{ ...part, steps: [] }, "steps: expected a list with something in it"],
    [{ ...part, steps: ["a", null] }, "steps[1]: expected a name, got null"],
    [
      { ...part, transitions: { a: { X: "b" } } },
      'transitions.a.X: expected a transition {target?, guard?, actions?, reenter?}, got "b"',
    ],
    [
      { ...part, transitions: { a: { X: [{ gaurd: "b" }] } } },
      'transitions.a.X[0].gaurd: there is no such field; did you mean "guard"?',
    ],
    [[part, { ...part, steps: 1 }], "x.mjs: [1].steps: expected a list"],
  ])("refuses %j", (value, why) => {
    expect(() => parseOverride(value, "x.mjs")).toThrow(
      expect.objectContaining({ name: "OverrideError", message: expect.stringContaining(why) }),
    );
  });
});
