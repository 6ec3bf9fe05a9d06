import type { TransitionSpec } from "./spec.ts";
import { type AnyChart, list, type Path, resolveTarget, statesOf, triggersOf } from "./tree.ts";
import { validate } from "./validate.ts";

/**
 * The chart as a Mermaid state diagram. An edge reads `EVENT [guard] / actions`; a waiting step shows
 * what it waits for.
 *
 * @throws ChartError if the chart is not valid.
 */
export function toMermaid(chart: AnyChart): string {
  validate(chart);
  const paths = statesOf(chart).map(({ path }) => path.join("."));
  const id = (path: Path): string => `s${paths.indexOf(path.join("."))}`;
  const lines = [
    "stateDiagram-v2",
    ...stateLines(chart, [], id, "  "),
    ...edgeLines(chart, id),
    ...chartLevelLines(chart, id),
  ];
  return `${lines.join("\n")}\n`;
}

type Ids = (path: Path) => string;

function stateLines(chart: AnyChart, above: Path, id: Ids, indent: string): string[] {
  const level = statesOf(chart).filter(({ path }) => path.length === above.length + 1 && isUnder(path, above));
  const holder = above.length === 0 ? chart : statesOf(chart).find(({ path }) => path.join() === above.join())?.state;
  const first = holder?.initial === undefined ? [] : [`${indent}[*] --> ${id([...above, holder.initial])}`];
  const states = level.flatMap(({ path, state }) => {
    const does = [
      ...list(state.entry).map((name) => `entry / ${name}`),
      ...list(state.exit).map((name) => `exit / ${name}`),
    ];
    const notes = [...does, ...(state.until === undefined ? [] : [`until ${state.until}`])];
    const label = [path.at(-1) ?? "", ...notes].map(quoted).join("<br/>");
    const named = `${indent}state "${label}" as ${id(path)}`;
    if (state.type === "final") return [named, `${indent}${id(path)} --> [*]`];
    if (state.states === undefined) return [named];
    return [named, `${indent}state ${id(path)} {`, ...stateLines(chart, path, id, `${indent}  `), `${indent}}`];
  });
  return [...first, ...states];
}

function edgeLines(chart: AnyChart, id: Ids): string[] {
  return statesOf(chart).flatMap(({ path, state }) =>
    triggersOf(state).flatMap(({ by, name, ways }) =>
      ways.map((way) => edge(chart, path, id(path), id, `${by === "after" ? "after " : ""}${name}`, way)),
    ),
  );
}

/** What the chart reacts to in every state hangs on a node of its own. */
function chartLevelLines(chart: AnyChart, id: Ids): string[] {
  const triggers = triggersOf({ ...(chart.on === undefined ? {} : { on: chart.on }) });
  if (triggers.length === 0) return [];
  const edges = triggers.flatMap(({ name, ways }) => ways.map((way) => edge(chart, [], "every", id, name, way)));
  return ['  state "in every state" as every', ...edges];
}

function edge(chart: AnyChart, holder: Path, source: string, id: Ids, trigger: string, way: TransitionSpec): string {
  const path = way.target === undefined ? undefined : resolveTarget(chart, holder, way.target);
  const parts = [
    ...(trigger === "" ? [] : [trigger]),
    ...(way.guard === undefined ? [] : [`[${way.guard}]`]),
    ...(list(way.actions).length === 0 ? [] : [`/ ${list(way.actions).join(", ")}`]),
    ...(way.reenter === true ? ["(again)"] : []),
  ];
  const label = parts.length === 0 ? "" : ` : ${quoted(parts.join(" "))}`;
  return `  ${source} --> ${path === undefined ? source : id(path)}${label}`;
}

function isUnder(path: Path, above: Path): boolean {
  return above.every((name, i) => path[i] === name);
}

/** Mermaid reads `:`, `;`, `#`, quotes and brackets itself; as character codes they are text. */
function quoted(text: string): string {
  return text.replaceAll(/[^\w\s.,()[\]/=+*-]/g, (char) => `#${char.codePointAt(0)};`).replaceAll(/\s+/g, " ");
}
