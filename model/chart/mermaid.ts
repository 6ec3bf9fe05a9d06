import { enteredStates } from "./entered-states.ts";
import { type Transition, transitionsOf } from "./transitions.ts";
import { type AnyChart, list, type Path, statesOf } from "./tree.ts";
import { validate } from "./validate.ts";

/** How often transitions were taken, by their names; those that are not in it never were. */
export type Taken = ReadonlyMap<string, number>;

/** State diagrams cannot style edges: what was never taken says so, and states that were never entered have a colour. */
const NEVER = "classDef never fill:#fde0e0,stroke:#b00020,color:#600010";

/**
 * The chart as a Mermaid state diagram. An edge reads `EVENT [guard] / actions`; a waiting step shows
 * what it waits for.
 *
 * @param taken what runs took of it: edges are marked with their counts
 * @throws ChartError if the chart is not valid.
 */
export function toMermaid(chart: AnyChart, taken?: Taken): string {
  validate(chart);
  const paths = statesOf(chart).map(({ path }) => path.join("."));
  const id = (path: Path): string => `s${paths.indexOf(path.join("."))}`;
  const lines = [
    "stateDiagram-v2",
    ...stateLines(chart, [], id, "  "),
    ...edgeLines(chart, id, taken),
    ...(taken === undefined ? [] : neverLines(chart, id, taken)),
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
    const notes = [...does, ...(state.until === undefined ? [] : [`until ${list(state.until).join(" or ")}`])];
    const label = [path.at(-1) ?? "", ...notes].map(quoted).join("<br/>");
    const named = `${indent}state "${label}" as ${id(path)}`;
    if (state.type === "final") return [named, `${indent}${id(path)} --> [*]`];
    if (state.states === undefined) return [named];
    return [named, `${indent}state ${id(path)} {`, ...stateLines(chart, path, id, `${indent}  `), `${indent}}`];
  });
  return [...first, ...states];
}

/** What the chart reacts to in every state hangs on a node of its own. */
function edgeLines(chart: AnyChart, id: Ids, taken: Taken | undefined): string[] {
  const transitions = transitionsOf(chart);
  const inStates = transitions.filter(({ holder }) => holder.length > 0);
  const inEvery = transitions.filter(({ holder }) => holder.length === 0);
  return [
    ...inStates.map((one) => edge(id(one.holder), one, id, taken)),
    ...(inEvery.length === 0 ? [] : ['  state "in every state" as every']),
    ...inEvery.map((one) => edge("every", one, id, taken)),
  ];
}

function edge(source: string, transition: Transition, id: Ids, taken: Taken | undefined): string {
  const { by, trigger, way, target, name } = transition;
  const count = taken?.get(name) ?? 0;
  const parts = [
    ...(taken !== undefined && count === 0 ? ["✗ never:"] : []),
    ...(trigger === "" ? [] : [by === "after" ? `after ${trigger}` : trigger]),
    ...(way.guard === undefined ? [] : [`[${way.guard}]`]),
    ...(list(way.actions).length === 0 ? [] : [`/ ${list(way.actions).join(", ")}`]),
    ...(way.reenter === true ? ["(again)"] : []),
    ...(count === 0 ? [] : [`· ${count}×`]),
  ];
  const label = parts.length === 0 ? "" : ` : ${quoted(parts.join(" "))}`;
  return `  ${source} --> ${target === undefined ? source : id(target)}${label}`;
}

/** Colours the states that were never entered; Mermaid cannot colour states that hold others. */
function neverLines(chart: AnyChart, id: Ids, taken: Taken): string[] {
  const entered = enteredStates(chart, taken);
  const never = statesOf(chart).filter(({ path, state }) => state.states === undefined && !entered.has(path.join(".")));
  return never.length === 0 ? [] : [`  ${NEVER}`, `  class ${never.map(({ path }) => id(path)).join()} never`];
}

function isUnder(path: Path, above: Path): boolean {
  return above.every((name, i) => path[i] === name);
}

/** Mermaid reads `:`, `;`, `#`, quotes and brackets itself; as character codes they are text. */
function quoted(text: string): string {
  return text.replaceAll(/[^\w\s.,()[\]/=+*-]/g, (char) => `#${char.codePointAt(0)};`).replaceAll(/\s+/g, " ");
}
