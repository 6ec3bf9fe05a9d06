import type { AnyChart } from "./tree.ts";
import { statesOf } from "./tree.ts";

/** What kind of thing a name stands for. */
export type NameKind = "guard" | "action" | "delay" | "step" | "state";

/** A replaceable name of a chart. */
export interface NameRow {
  readonly chart: string;
  readonly kind: NameKind;
  readonly name: string;
  /** What it means, in a sentence; empty for a state that says nothing. */
  readonly sentence: string;
  /** What stands there unless it is overridden, on one line. */
  readonly default: string;
  /** The fact the chart models. */
  readonly place: string;
}

/** Every name that an override can refer to, chart by chart, in the order written. */
export function listNames(charts: Readonly<Record<string, AnyChart>>): NameRow[] {
  return Object.values(charts).flatMap((chart) => {
    const row = (kind: NameKind, name: string, sentence: string, initially: string): NameRow => ({
      chart: chart.id,
      kind,
      name,
      sentence,
      default: initially,
      place: chart.source,
    });
    return [
      ...Object.entries(chart.guards).map(([name, g]) => row("guard", name, g.sentence, oneLine(g.test))),
      ...Object.entries(chart.actions).map(([name, a]) => row("action", name, a.sentence, actionText(a))),
      ...Object.entries(chart.delays ?? {}).map(([name, d]) => row("delay", name, d.sentence, oneLine(d.us))),
      ...(chart.steps ?? []).map((s, i) => row("step", s.name, s.sentence, `step ${i + 1} of ${chart.steps?.length}`)),
      ...statesOf(chart).map(({ path, state }) =>
        row("state", path.join("."), state.sentence ?? "", state.type ?? "state"),
      ),
    ];
  });
}

function actionText(action: AnyChart["actions"][string]): string {
  const parts: string[] = [];
  if ("change" in action) parts.push(`change: ${oneLine(action.change)}`);
  if ("effect" in action) parts.push(`effect: ${oneLine(action.effect)}`);
  return parts.join("; ");
}

function oneLine(of: (...args: never[]) => unknown): string {
  return String(of).replaceAll(/\s+/g, " ");
}
