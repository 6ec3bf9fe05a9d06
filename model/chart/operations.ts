import type { Action, ChartEvent, ChartSpec } from "./spec.ts";

/** Half an action: it either changes the data in place or asks for effects. */
export type Operation<C, E, F> =
  | { readonly kind: "change"; readonly run: (c: C, e: E) => void }
  | { readonly kind: "effect"; readonly run: (c: C, e: E) => F | readonly F[] | undefined };

/** What an action consists of, in the order performed: an action may change first and then ask. */
export function operationsOf<C, E, F>(name: string, action: Action<C, E, F>): [string, Operation<C, E, F>][] {
  const found: [string, Operation<C, E, F>][] = [];
  if ("change" in action) found.push([name, { kind: "change", run: action.change }]);
  if ("effect" in action)
    found.push([found.length === 0 ? name : `${name} (effect)`, { kind: "effect", run: action.effect }]);
  return found;
}

/** All operations of a chart, by the names under which the machine refers to them. */
export function operationTable<C, E extends ChartEvent, F>(
  chart: Pick<ChartSpec<C, E, F>, "actions">,
): ReadonlyMap<string, Operation<C, E, F>> {
  return new Map(Object.entries(chart.actions).flatMap(([name, action]) => operationsOf(name, action)));
}
