import type { StateSpec, TransitionSpec } from "./spec.ts";
import { type AnyChart, type Path, resolveTarget, statesOf, type Trigger, triggersOf } from "./tree.ts";

/** One way on of a chart, under a name that says which. */
export interface Transition {
  /** `state --EVENT [guard]--> target`, unique in its chart; `*` stands for every state. */
  readonly name: string;
  /** The state that holds it; empty: the chart level. */
  readonly holder: Path;
  readonly by: Trigger["by"];
  /** Event type or delay name; empty for `always`. */
  readonly trigger: string;
  /** How-maniest of the ways that are tried on this trigger, from 0. */
  readonly nth: number;
  readonly way: TransitionSpec;
  /** Where it leads; undefined if it names no state. */
  readonly target: Path | undefined;
}

/** Every transition of a chart: those of its states in the order written, then those of the chart level. */
export function transitionsOf(chart: AnyChart): Transition[] {
  const named = new Map<string, number>();
  const holders: { path: Path; state: Pick<StateSpec, "on" | "always" | "after"> }[] = [
    ...statesOf(chart),
    { path: [], state: chart.on === undefined ? {} : { on: chart.on } },
  ];
  return holders.flatMap(({ path, state }) =>
    triggersOf(state).flatMap(({ by, name: trigger, ways }) =>
      ways.map((way, nth): Transition => {
        const target = way.target === undefined ? undefined : resolveTarget(chart, path, way.target);
        const name = nameOf(path, by, trigger, way, target);
        const before = named.get(name) ?? 0;
        named.set(name, before + 1);
        // A second way behind the same guard is never taken: it has a name all the same.
        return { name: before === 0 ? name : `${name} (${before + 1})`, holder: path, by, trigger, nth, way, target };
      }),
    ),
  );
}

function nameOf(
  holder: Path,
  by: Trigger["by"],
  trigger: string,
  { guard }: TransitionSpec,
  target: Path | undefined,
): string {
  const what = { on: trigger, always: "always", after: `after ${trigger}` }[by];
  const from = holder.length === 0 ? "*" : holder.join(".");
  return `${from} --${what}${guard === undefined ? "" : ` [${guard}]`}--> ${target?.join(".") ?? "(stays)"}`;
}
