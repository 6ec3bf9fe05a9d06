import { clockText, durationText } from "../../time-text.ts";
import type { Shape } from "../page-data.ts";
import { byId, element } from "./elements.ts";
import { type Looked, standingAt } from "./standing.ts";
import type { View } from "./view.ts";

/** The state of every host at the cursor. */
export function drawPanel(view: View): void {
  const { cursorUs, data, tracks } = view;
  const cards = tracks.map((track, host) => {
    const processes = standingAt(track, cursorUs);
    return element(
      "article",
      { class: "host-card", "data-host": host },
      element("h4", {}, `node ${host}`, ...badges(view, host)),
      ...(processes.length === 0 ? [element("p", { class: "dim" }, "no process")] : []),
      ...processes.map((process) => processCard(process, cursorUs)),
    );
  });
  byId("state-time").textContent = clockText(cursorUs);
  byId("state").replaceChildren(...cards);
  byId("state-note").textContent =
    data.states.left > 0
      ? `Of ${data.states.left} changes of timers alone, far from any fault or violation, nothing is shown: a timer may be a little out of date there.`
      : "";
}

/** What the bars say of a host at the cursor. */
function badges({ data, cursorUs }: View, host: number): readonly HTMLElement[] {
  const bars = data.bars[host];
  if (bars === undefined) return [];
  const isIn = (flat: readonly number[]): boolean =>
    flat.some((fromUs, i) => i % 3 === 0 && fromUs <= cursorUs && cursorUs < (flat[i + 1] ?? 0));
  const life = isIn(bars.up) ? "up" : isIn(bars.paused) ? "paused" : "off";
  return [
    element("span", { class: `badge ${life}` }, life),
    ...(isIn(bars.lock) ? [element("span", { class: "badge lock" }, "holds the lock")] : []),
    ...(isIn(bars.belief) ? [element("span", { class: "badge belief" }, "believes it does")] : []),
    ...(isIn(bars.leads) ? [element("span", { class: "badge leads" }, "leads")] : []),
    ...(isIn(bars.addresses) ? [element("span", { class: "badge addresses" }, "has addresses")] : []),
  ];
}

function processCard({ pid, shape, timers, before }: Looked, atUs: number): HTMLElement {
  const { program, state, charts, stack } = shape;
  const rows = [
    ...charts.map(({ id, state: leaf }) => row(id, [leaf], hasChanged(before, id, leaf), "chart")),
    ...stack.map(({ chart, state: leaf, waitsFor }, depth) =>
      row(`${"› ".repeat(depth + 1)}${chart}`, [waitsFor === "" ? leaf : `${leaf}, until ${waitsFor}`], false, "frame"),
    ),
    ...timers.map(({ name, dueUs }) => row(name, [remaining(dueUs - atUs)], false, "timer")),
  ];
  return element(
    "section",
    { class: "process", "data-pid": pid },
    element(
      "h5",
      {},
      program,
      element("span", { class: "dim" }, ` pid ${pid}${state === "running" ? "" : `, ${state}`}`),
    ),
    element("dl", {}, ...rows.flat()),
  );
}

function row(name: string, words: readonly string[], isNew: boolean, css: string): readonly HTMLElement[] {
  return [
    element("dt", { class: css }, name),
    element(
      "dd",
      { class: isNew ? `${css} new` : css },
      ...words,
      ...(isNew ? [element("span", { class: "sr" }, " (just now)")] : []),
    ),
  ];
}

function hasChanged(before: Shape | undefined, id: string, leaf: string): boolean {
  return before?.charts.some((chart) => chart.id === id && chart.state !== leaf) ?? false;
}

function remaining(us: number): string {
  return us <= 0 ? "due" : `in ${durationText(us)}`;
}
