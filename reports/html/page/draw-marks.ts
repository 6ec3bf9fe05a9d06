import { clockText } from "../../time-text.ts";
import { MARK_FAULT, MARK_FAULT_END, type PageData } from "../page-data.ts";
import { shape } from "./elements.ts";
import { type Layout, SIZE } from "./layout.ts";
import { cut, cutTo, Room, widthOf } from "./room.ts";
import { countUntil, type Happening } from "./timeline.ts";

/** Longest label in a lane, letters. */
const LABEL_MAX = 46;

/** Events as marks in their lanes; the weightiest of them with words, as far as there is room. */
export function drawMarks(all: readonly Happening[], layout: Layout, nodes: number): readonly SVGElement[] {
  const { fromUs, toUs } = layout.window;
  const shown = all
    .slice(countUntil(all, fromUs - 1), countUntil(all, toUs))
    .filter(({ host }) => host >= 0 && host < nodes);
  return [...marks(shown, layout), ...labels(shown, layout, nodes)];
}

/** One mark a pixel and lane is enough; the weightiest stays. */
function marks(shown: readonly Happening[], layout: Layout): readonly SVGElement[] {
  const best = new Map<string, Happening>();
  for (const one of shown) {
    const key = `${one.host} ${Math.round(layout.x(one.atUs) / 2)}`;
    if ((best.get(key)?.weight ?? -1) < one.weight) best.set(key, one);
  }
  return [...best.values()].sort((a, b) => a.weight - b.weight).map((one) => markOf(one, layout));
}

function markOf(one: Happening, layout: Layout): SVGElement {
  const x = layout.x(one.atUs);
  const y = layout.lane(one.host) + SIZE.marks;
  const title = shape("title", {}, `${clockText(one.atUs)} node ${one.host}: ${one.words}`);
  if (one.mark === MARK_FAULT)
    return shape("path", { class: "mark fault-mark", d: `M${x - 4.5} ${y - 4.5}l9 9m0-9l-9 9` }, title);
  const css = one.mark === MARK_FAULT_END ? "mark fault-over" : `mark weight-${one.weight}`;
  return shape("circle", { class: css, cx: x, cy: y, r: one.weight >= 2 ? 3.8 : 2.2 }, title);
}

function labels(shown: readonly Happening[], layout: Layout, nodes: number): readonly SVGElement[] {
  const rooms = Array.from({ length: nodes }, () => new Room(1));
  const byWeight = [...shown].sort((a, b) => b.weight - a.weight || a.atUs - b.atUs);
  return byWeight.flatMap((one) => {
    if (one.weight < 1) return [];
    const x = Math.max(layout.left + 3, layout.x(one.atUs) - 2);
    const words = cutTo(cut(one.words, LABEL_MAX), layout.right - x);
    if (words === "" || rooms[one.host]?.place(x, words) === undefined) return [];
    const css = one.mark === MARK_FAULT ? "label fault-name" : "label";
    return [shape("text", { class: css, x, y: layout.lane(one.host) + 15 }, words)];
  });
}

/** Violations as lines across everything. */
export function drawViolations(data: PageData, layout: Layout): readonly SVGElement[] {
  const room = new Room(1);
  const top = SIZE.axis + layout.faultRows * SIZE.strip;
  return data.violations.flatMap(({ atUs, name }) => {
    if (!layout.shows(atUs, atUs)) return [];
    const x = layout.x(atUs);
    const line = shape("line", { class: "violation", x1: x, x2: x, y1: top + 2, y2: layout.lanesBottom });
    const isLeft = layout.right - x < x - layout.left && x + widthOf(`${name} is violated`) + 12 > layout.right;
    const words = cutTo(cut(`${name} is violated`, 60), (isLeft ? x - layout.left : layout.right - x) - 12);
    if (room.place(isLeft ? x - widthOf(words) - 10 : x, words) === undefined) return [line];
    const side = isLeft ? "violation-name before" : "violation-name";
    return [line, shape("text", { class: side, x: isLeft ? x - 5 : x + 5, y: top + 13 }, words)];
  });
}
