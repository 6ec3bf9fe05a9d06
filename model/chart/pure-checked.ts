import { ChartError } from "./chart-error.ts";
import { clone } from "./clone.ts";
import { difference } from "./difference.ts";
import type { ChartEvent, ChartSpec } from "./spec.ts";

/**
 * The same chart, whose guards, effects and delays throw a ChartError when they change the data they
 * are given: they may only look. Slow; for tests.
 *
 * @param every looks are checked one in so many, of each name
 */
export function pureChecked<C, E extends ChartEvent, F>(chart: ChartSpec<C, E, F>, every = 1): ChartSpec<C, E, F> {
  const looking = <A extends [C, ...unknown[]], R>(what: string, look: (...args: A) => R) => {
    let left = 0;
    return (...args: A): R => {
      if (left > 0) {
        left -= 1;
        return look(...args);
      }
      left = every - 1;
      const before = clone(args);
      const answer = look(...args);
      const found = difference(before, args, "data");
      if (found === undefined) return answer;
      throw new ChartError(`chart "${chart.id}", ${what}: may only look, but changed the data: ${found}`);
    };
  };
  const map = <T>(table: Readonly<Record<string, T>>, to: (entry: T, name: string) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, to(entry, name)]));
  return {
    ...chart,
    guards: map(chart.guards, (guard, name) => ({ ...guard, test: looking(`guard "${name}"`, guard.test) })),
    actions: map(chart.actions, (action, name) =>
      "effect" in action ? { ...action, effect: looking(`effect "${name}"`, action.effect) } : action,
    ),
    ...(chart.delays === undefined
      ? {}
      : { delays: map(chart.delays, (delay, name) => ({ ...delay, us: looking(`delay "${name}"`, delay.us) })) }),
  };
}
