import { clockText, durationText } from "../../time-text.ts";
import { shape } from "./elements.ts";
import { type Layout, SIZE } from "./layout.ts";
import { ticks } from "./time-window.ts";

/** Round moments along the top, with lines down through the lanes. */
export function drawAxis(layout: Layout): readonly SVGElement[] {
  const { at, stepUs } = ticks(layout.window, (layout.right - layout.left) / 110);
  return at.flatMap((atUs) => {
    const x = layout.x(atUs);
    const isCut = x > layout.right - 30;
    const line = shape("line", { class: "grid", x1: x, x2: x, y1: SIZE.axis - 6, y2: layout.height - SIZE.foot });
    if (isCut) return [line];
    return [line, shape("text", { class: "tick", x: x + 4, y: SIZE.axis - 9 }, tickText(atUs, stepUs))];
  });
}

/** A moment as exactly as its neighbours need it. */
function tickText(atUs: number, stepUs: number): string {
  if (stepUs >= 1_000_000) return clockText(atUs).slice(0, 5);
  const clock = clockText(atUs);
  return stepUs >= 1000 ? clock : `${clock}+${durationText(atUs % 1000)}`;
}
