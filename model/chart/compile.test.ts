import { describe, expect, it } from "vitest";
import { type ChartInstance, compile, type Sink } from "./compile.ts";
import { procedure } from "./procedure.ts";
import type { ChartEvent, ChartSpec, StateSpec } from "./spec.ts";

interface Data {
  n: number;
  log: string[];
}

/** A chart over a counter, with whatever states a test needs. */
function chart(
  part: Pick<ChartSpec<Data, ChartEvent, string>, "initial" | "states" | "on">,
): ChartSpec<Data, ChartEvent, string> {
  return {
    id: "counter",
    sentence: "counts",
    source: "none",
    guards: {
      isEven: { sentence: "the count is even", test: (c) => c.n % 2 === 0 },
      isBig: { sentence: "the count is over three", test: (c) => c.n > 3 },
    },
    actions: {
      add: {
        sentence: "adds one",
        change: (c) => {
          c.n++;
        },
      },
      tell: { sentence: "tells the count", effect: (c) => `n=${c.n}` },
      tellTwice: { sentence: "tells twice", effect: (c) => [`a${c.n}`, `b${c.n}`] },
      tellNothing: { sentence: "tells nothing", effect: () => undefined },
    },
    delays: { soon: { sentence: "soon", us: (c) => 100 + c.n } },
    ...part,
  };
}

function run(spec: ChartSpec<Data, ChartEvent, string>, events: readonly string[]) {
  const compiled = compile(spec);
  const out: string[] = [];
  const sink: Sink<string> = {
    effect: (f) => out.push(f),
    setTimer: (key, us, event) => out.push(`set ${key} ${us} ${event.type}`),
    cancelTimer: (key) => out.push(`cancel ${key}`),
  };
  const instance: ChartInstance = { leaf: -1, done: false };
  const data: Data = { n: 0, log: [] };
  compiled.start(instance, data, { type: "GO" }, sink);
  const reacted = events.map((type) => compiled.step(instance, data, { type }, sink));
  return { out, reacted, at: compiled.leaves[instance.leaf], done: instance.done, n: data.n, compiled };
}

describe("compile", () => {
  it("reacts to whatever happens only where it can rest beside an `always`", () => {
    const reacts = (always: StateSpec["always"]): boolean =>
      compile(
        chart({
          initial: "a",
          states: { a: { on: { X: { target: "b" } } }, b: always === undefined ? {} : { always } },
        }),
      ).reactsTo("Y");
    expect(reacts(undefined)).toBe(false);
    expect(reacts([{ guard: "isBig", target: "a", actions: "tell" }, { target: "a" }])).toBe(false);
    expect(reacts({ guard: "isBig", target: "a" })).toBe(true);
    expect(reacts([{ guard: "isBig", actions: "tell" }, { target: "a" }])).toBe(true);
  });

  it("changes in place, emits one, several or no effects, in order", () => {
    const spec = chart({
      initial: "a",
      states: { a: { entry: "tell", on: { X: { actions: ["add", "tell", "tellTwice", "tellNothing"] } } } },
    });
    expect(run(spec, ["X"])).toMatchObject({ out: ["n=0", "n=1", "a1", "b1"], n: 1, reacted: [true] });
  });

  it("sets timers after the entry actions and cancels them after the exit actions", () => {
    const spec = chart({
      initial: "a",
      states: { a: { entry: "add", exit: "tell", after: { soon: "b" as never } }, b: {} },
    });
    const timed = chart({
      initial: "a",
      states: { a: { entry: "add", exit: "tell", after: { soon: { target: "b" } } }, b: {} },
    });
    const key = "xstate.after.soon.counter.a";
    expect(run(timed, [key])).toMatchObject({ out: [`set ${key} 101 ${key}`, "n=1", `cancel ${key}`], at: "b" });
    expect(() => compile(spec)).toThrow();
  });

  it("answers false for what the state does not react to, true for what its guards refuse", () => {
    const spec = chart({ initial: "a", states: { a: { on: { X: { guard: "isBig", target: "b" } } }, b: {} } });
    expect(run(spec, ["Y", "X"])).toMatchObject({ reacted: [false, true], at: "a" });
  });

  it("tries always after every event, even one it does not know", () => {
    const spec = chart({ initial: "a", on: {}, states: { a: { always: { guard: "isEven", actions: "add" } } } });
    expect(run(spec, ["Y"])).toMatchObject({ n: 1, reacted: [false] });
  });

  it("is done at a final state and then reacts to nothing", () => {
    const spec = chart({
      initial: "a",
      states: { a: { on: { X: { target: "z" } } }, z: { type: "final", entry: "tell" } },
    });
    expect(run(spec, ["X", "X"])).toMatchObject({ done: true, out: ["n=0"], reacted: [true, false] });
  });

  it("refuses a circle of always instead of hanging", () => {
    const spec = chart({ initial: "a", states: { a: { always: { target: "b" } }, b: { always: { target: "a" } } } });
    expect(() => run(spec, [])).toThrow(/chart "counter", state ".": `always` was taken 1000 times/);
  });

  it("finds the until of each leaf, its own or inherited", () => {
    const spec = chart({
      initial: "a",
      states: { a: { until: "isBig", initial: "b", states: { b: {}, c: { until: "isEven" } } }, d: {} },
    });
    const { compiled } = run(spec, []);
    expect(compiled.leaves).toEqual(["a.b", "a.c", "d"]);
    expect(compiled.until).toEqual([spec.guards["isBig"]?.test, spec.guards["isEven"]?.test, null]);
  });

  it("waits for any of several, and heeds whoever replaces one of them", () => {
    const spec = chart({ initial: "a", states: { a: { until: ["isBig", "isEven"] } } });
    const asked = (guards: typeof spec.guards) => {
      const [until] = compile({ ...spec, guards }).until;
      return [1, 2, 5].map((n) => until?.({ n, log: [] }, { type: "GO" }));
    };
    expect(asked(spec.guards)).toEqual([false, true, true]);
    expect(asked({ ...spec.guards, isEven: { sentence: "never", test: () => false } })).toEqual([false, false, true]);
  });

  it("runs a procedure: a step without a wait goes on at once, one with a wait on RESUME", () => {
    const { initial: _i, states: _s, ...tables } = chart({ initial: "a", states: {} });
    const spec = procedure({
      ...tables,
      ends: ["gaveUp"],
      steps: [
        { name: "one", sentence: "first", do: ["add"] },
        { name: "two", sentence: "second", do: ["tell"], until: "isBig", exits: [{ guard: "isBig", to: "gaveUp" }] },
        { name: "three", sentence: "third", do: ["add"] },
      ],
    });
    expect(run(spec, [])).toMatchObject({ at: "two", out: ["n=1"] });
    expect(run(spec, ["RESUME"])).toMatchObject({ at: "done", done: true, n: 2 });
  });
});
