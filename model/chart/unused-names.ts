import type { StateSpec } from "./spec.ts";
import { type AnyChart, list, statesOf, triggersOf } from "./tree.ts";

/** Names in a chart's tables that nothing in it refers to, as `guards.x`; for tests: there should be none. */
export function unusedNames(chart: AnyChart): string[] {
  const levels: StateSpec[] = [{ ...(chart.on === undefined ? {} : { on: chart.on }) }];
  const used = new Set([...levels, ...statesOf(chart).map(({ state }) => state)].flatMap(namesIn));
  const all = (["guards", "actions", "delays"] as const).flatMap((table) =>
    Object.keys(chart[table] ?? {}).map((name) => `${table}.${name}`),
  );
  return all.filter((name) => !used.has(name));
}

function namesIn(state: StateSpec): string[] {
  const triggers = triggersOf(state);
  const ways = triggers.flatMap((trigger) => trigger.ways);
  const actions = [...list(state.entry), ...list(state.exit), ...ways.flatMap((way) => list(way.actions))];
  const guards = [...list(state.until), ...ways.flatMap((way) => list(way.guard))];
  const delays = triggers.filter(({ by }) => by === "after").map(({ name }) => name);
  return [
    ...actions.map((name) => `actions.${name}`),
    ...guards.map((name) => `guards.${name}`),
    ...delays.map((name) => `delays.${name}`),
  ];
}
