import fc from "fast-check";
import { expect, it } from "vitest";
import { ChartError } from "./chart-error.ts";
import type { Draw } from "./drive.ts";
import type { Outcome } from "./outcome.ts";
import { agree } from "./reference.ts";
import type { ChartEvent, ChartSpec, StateSpec, TransitionSpec } from "./spec.ts";
import { list, statesOf, triggersOf } from "./tree.ts";

// The gate always takes the same charts, enough for every construct to come up; acceptance takes fresh ones.
const CHARTS = process.env["ACCEPTANCE"] === undefined ? { numRuns: 250, seed: 1 } : { numRuns: 1500 };
const STEPS = 120;

interface Data {
  readonly d: { a: number; b: number[] };
  readonly f: { bytes: Uint8Array };
  readonly k: { readonly limit: number };
}
type Spec = ChartSpec<Data, ChartEvent, string>;

const EVENTS = ["A", "B", "C", "D"];

/** Small data on which every guard comes out both ways, and effects that show when they were computed. */
const TABLES: Pick<Spec, "guards" | "actions" | "delays"> = {
  guards: {
    even: { sentence: "a is even", test: (c) => c.d.a % 2 === 0 },
    third: { sentence: "a and the event fit", test: (c, e) => (c.d.a + e.type.charCodeAt(0)) % 3 === 0 },
    full: { sentence: "the list is full", test: (c) => c.d.b.length >= c.k.limit },
  },
  actions: {
    add: { sentence: "adds", change: (c) => void c.d.a++ },
    push: { sentence: "appends", change: (c) => void (c.d.b.length < 9 && c.d.b.push(c.d.a)) },
    byte: { sentence: "writes a byte", change: (c, e) => c.f.bytes.fill(e.type.charCodeAt(0), c.d.a % 4) },
    clear: { sentence: "empties", change: (c) => void c.d.b.splice(0) },
    tell: { sentence: "tells", effect: (c, e) => `${e.type} ${c.d.a} ${c.d.b.join()} ${c.f.bytes.join()}` },
    many: { sentence: "tells the list", effect: (c) => c.d.b.map((n) => `n${n}`) },
    nothing: { sentence: "tells nothing", effect: () => undefined },
    both: { sentence: "adds and tells", change: (c) => void c.d.a++, effect: (c) => `both ${c.d.a}` },
  },
  delays: { soon: { sentence: "soon", us: (c) => 10 + c.d.a }, late: { sentence: "late", us: () => 99 } },
};

/** A random chart, nested up to three levels; a draw of 0 is always the simplest choice. */
function randomChart(draw: Draw): Spec {
  const some = <T>(values: readonly T[]): T => values[draw(values.length)] as T;
  const names = (): string[] => Array.from({ length: draw(3) }, () => some(Object.keys(TABLES.actions)));
  const paths: string[] = [];
  const shape = (prefix: string, depth: number): Record<string, StateSpec> => {
    const states: Record<string, StateSpec> = {};
    for (let i = 0; i < 2 + draw(3); i++) {
      const key = `s${i}`;
      paths.push(`${prefix}.${key}`);
      const below = depth < 3 && draw(4) === 3 ? shape(`${prefix}.${key}`, depth + 1) : undefined;
      states[key] = below === undefined ? {} : { initial: some(Object.keys(below)), states: below };
    }
    if (depth === 1 && draw(3) > 0) states["end"] = { type: "final", entry: names() };
    if (states["end"] !== undefined) paths.push(`${prefix}.end`);
    return states;
  };
  const way = (): TransitionSpec => ({
    ...(draw(4) === 3 ? {} : { target: `#random${some(paths)}` }),
    ...(draw(2) === 0 ? {} : { guard: some(Object.keys(TABLES.guards)) }),
    ...(draw(3) === 2 ? { reenter: true } : {}),
    actions: names(),
  });
  const ways = (): TransitionSpec[] => Array.from({ length: 1 + draw(2) }, way);
  const on = (): Record<string, TransitionSpec[]> =>
    Object.fromEntries(EVENTS.filter(() => draw(3) === 1).map((type) => [type, ways()]));
  const dress = (state: StateSpec): StateSpec =>
    state.type === "final"
      ? state
      : {
          ...state,
          entry: names(),
          exit: names(),
          on: on(),
          ...(draw(5) === 4 ? { always: ways().map((w) => ({ guard: some(Object.keys(TABLES.guards)), ...w })) } : {}),
          ...(draw(4) === 3 ? { after: { [some(["soon", "late"])]: ways() } } : {}),
          ...(state.states === undefined ? {} : { states: dressAll(state.states) }),
        };
  const dressAll = (states: Readonly<Record<string, StateSpec>>): Record<string, StateSpec> =>
    Object.fromEntries(Object.entries(states).map(([name, state]) => [name, dress(state)]));
  const bare = shape("", 1);
  const states = dressAll(bare);
  return { id: "random", sentence: "", source: "", ...TABLES, initial: some(Object.keys(states)), on: on(), states };
}

const seen = { charts: 0, steps: 0, moves: 0, told: 0, loops: 0, done: 0, timers: 0 };
const used = new Set<string>();

function walk(chart: Spec, draw: Draw): void {
  const step = agree(chart);
  const after = statesOf(chart).flatMap(({ path, state }) =>
    Object.keys(state.after ?? {}).map((delay) => `xstate.after.${delay}.random.${path.join(".")}`),
  );
  const types = [...EVENTS, "UNKNOWN", ...after];
  let leaf: string | null = null;
  let data = fresh();
  for (let i = 0; i < STEPS; i++) {
    const outcome = unlessLooping(() => step(leaf, data, { type: types[draw(types.length)] ?? "A" }));
    if (outcome === undefined && leaf === null) return;
    count(leaf, outcome);
    const goesOn = outcome !== undefined && !outcome.done;
    leaf = goesOn ? outcome.leaf : null;
    data = goesOn ? outcome.context : fresh();
  }
}

/** A circle of `always` that both sides refuse is agreement too. */
function unlessLooping<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof ChartError)) throw error;
    seen.loops++;
    return undefined;
  }
}

function count(from: string | null, outcome: Outcome<Data, string> | undefined): void {
  seen.steps++;
  if (outcome === undefined) return;
  seen.moves += outcome.leaf === from ? 0 : 1;
  seen.told += outcome.told.length;
  seen.timers += outcome.told.filter((t) => t.kind !== "effect").length;
  seen.done += outcome.done ? 1 : 0;
}

function fresh(): Data {
  return { d: { a: 0, b: [] }, f: { bytes: new Uint8Array(4) }, k: Object.freeze({ limit: 3 }) };
}

function note(chart: Spec): void {
  seen.charts++;
  for (const { path, state } of statesOf(chart)) {
    if (state.type !== undefined) used.add("final");
    if (path.length > 1) used.add(`depth ${path.length}`);
    if (list(state.exit).length > 0) used.add("exit");
    for (const { by, ways } of triggersOf(state)) {
      used.add(by);
      if (ways.some((w) => w.reenter)) used.add(`${by} reenter`);
    }
  }
}

/** Choices read off a list, 0 once it is used up: a shorter list makes a simpler chart. */
function drawFrom(genes: readonly number[]): Draw {
  let i = 0;
  return (bound) => (genes[i++] ?? 0) % bound;
}

it("random charts step as under XState", () => {
  const genes = fc.array(fc.nat(255), { minLength: 40, maxLength: 400, size: "max" });
  const events = fc.array(fc.nat(255), { minLength: STEPS, maxLength: STEPS });
  fc.assert(
    fc.property(genes, events, (chartGenes, eventGenes) => {
      const chart = randomChart(drawFrom(chartGenes));
      note(chart);
      walk(chart, drawFrom(eventGenes));
    }),
    CHARTS,
  );
  expect([...used].sort()).toEqual(
    expect.arrayContaining([
      "after",
      "always",
      "depth 2",
      "depth 3",
      "exit",
      "final",
      "on",
      "on reenter",
      "always reenter",
    ]),
  );
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(0);
  if (process.env["ACCEPTANCE"] !== undefined) process.stdout.write(`${JSON.stringify(seen)}\n`);
});
