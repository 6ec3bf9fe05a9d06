import { transitionsOf } from "./transitions.ts";
import { type AnyChart, type Path, stateAt } from "./tree.ts";

/**
 * The states that runs were in, by their dotted paths: where taken transitions led, and whatever holds those states or
 * begins in them.
 *
 * @param taken how often transitions were taken, by their names
 */
export function enteredStates(chart: AnyChart, taken: ReadonlyMap<string, number>): ReadonlySet<string> {
  const entered = new Set<string>();
  const enter = (path: Path): void => {
    for (const depth of path.keys()) entered.add(path.slice(0, depth + 1).join("."));
    const initial = stateAt(chart, path)?.initial;
    if (initial !== undefined) enter([...path, initial]);
  };
  const used = transitionsOf(chart).filter(({ name }) => (taken.get(name) ?? 0) > 0);
  // A chart that does anything was in its first state.
  if (used.length > 0) enter([chart.initial]);
  for (const { holder, target } of used) {
    if (holder.length > 0) enter(holder);
    if (target !== undefined) enter(target);
  }
  return entered;
}
