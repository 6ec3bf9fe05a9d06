import type { Likelihood } from "../../story/index.ts";
import { clockText } from "../../time-text.ts";
import { shape } from "./elements.ts";
import { type Layout, SIZE } from "./layout.ts";

type Point = Likelihood["points"][number];

/** Shares that have a line. */
const LINES = [0, 0.5, 1];

/** Where a share of the runs stands. */
function heights(layout: Layout): (share: number) => number {
  const top = layout.lanesBottom + 14;
  const bottom = layout.lanesBottom + SIZE.curve - 16;
  return (share) => bottom - share * (bottom - top);
}

/** What the lines of the curve mean, to its left. */
export function drawCurveNames(layout: Layout): readonly SVGElement[] {
  const y = heights(layout);
  const name = (words: string, at: number): SVGElement =>
    shape("text", { class: "bar-name", x: layout.left - 8, y: at }, words);
  const title = layout.isNarrow ? [] : [name("how probable", y(0.25) + 3)];
  return [...LINES.map((share) => name(`${share * 100} %`, y(share) + 3)), ...title];
}

/** How probable the failure was at each moment, below the lanes and in line with them. */
export function drawCurve(likelihood: Likelihood, layout: Layout): readonly SVGElement[] {
  const y = heights(layout);
  const { points } = likelihood;
  const without = points.filter(({ failedWithoutFaults }) => failedWithoutFaults !== undefined);
  return [
    ...LINES.map((share) =>
      shape("line", { class: "grid", x1: layout.left, x2: layout.right, y1: y(share), y2: y(share) }),
    ),
    ...curve(
      without,
      ({ failedWithoutFaults = 0, runs }) => y(failedWithoutFaults / Math.max(1, runs)),
      layout,
      "without",
    ),
    ...curve(points, ({ failed, runs }) => y(failed / Math.max(1, runs)), layout, "likely"),
  ];
}

function curve(
  points: readonly Point[],
  y: (point: Point) => number,
  layout: Layout,
  css: string,
): readonly SVGElement[] {
  if (points.length === 0) return [];
  const path = points.map((point, i) => `${i === 0 ? "M" : "L"}${layout.x(point.atUs)} ${y(point)}`).join("");
  const marks = points
    .filter(({ atUs }) => layout.shows(atUs, atUs))
    .map((point) =>
      shape(
        "circle",
        { class: `point ${css}`, cx: layout.x(point.atUs), cy: y(point), r: 3 },
        shape("title", {}, `${clockText(point.atUs)} ${point.what}: ${pointText(point)}`),
      ),
    );
  return [shape("path", { class: `curve ${css}`, d: path }), ...marks];
}

function pointText({ failed, runs, failedWithoutFaults }: Point): string {
  const words = `${failed} of ${runs} fail`;
  return failedWithoutFaults === undefined ? words : `${words}, ${failedWithoutFaults} without further faults`;
}
