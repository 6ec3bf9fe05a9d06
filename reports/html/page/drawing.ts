import { clockText } from "../../time-text.ts";
import { drawAxis } from "./draw-axis.ts";
import { drawCurve, drawCurveNames } from "./draw-curve.ts";
import { drawFaults } from "./draw-faults.ts";
import { drawBars, drawLanes, drawNames } from "./draw-lanes.ts";
import { drawMarks, drawViolations } from "./draw-marks.ts";
import { chosenFlights, drawMessages } from "./draw-messages.ts";
import { byId, shape } from "./elements.ts";
import { Layout, SIZE } from "./layout.ts";
import type { View } from "./view.ts";

/** The space-time diagram on the page. */
export class Drawing {
  readonly place = byId("diagram");
  private readonly view: View;
  private drawn = "";
  layout: Layout;

  constructor(view: View) {
    this.view = view;
    this.layout = new Layout(view.data, this.place.clientWidth, view.window);
  }

  /** Draws what has changed: everything, or the cursor alone. */
  draw(): void {
    const { view } = this;
    const { window, hasMessages, hidden } = view;
    const key = [window.fromUs, window.toUs, this.place.clientWidth, hasMessages, ...hidden].join();
    if (key !== this.drawn) {
      this.drawn = key;
      this.layout = new Layout(view.data, this.place.clientWidth, window);
      this.place.replaceChildren(this.everything());
    }
    this.place.querySelector("#cursor")?.replaceChildren(...this.cursor());
  }

  private everything(): SVGElement {
    const { layout, view } = this;
    const { data } = view;
    const { width, height, left } = layout;
    const clip = shape("rect", { x: left, y: 0, width: Math.max(0, layout.right - left + 5), height });
    const picture = shape("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
    picture.append(
      shape("defs", {}, shape("clipPath", { id: "times" }, clip)),
      ...drawNames(data, layout),
      ...(data.likelihood === null ? [] : drawCurveNames(layout)),
      shape(
        "g",
        { "clip-path": "url(#times)" },
        ...drawLanes(data, layout),
        ...drawAxis(layout),
        ...drawFaults(data, layout),
        ...this.messages(),
        ...drawBars(data, layout),
        ...drawViolations(data, layout),
        ...drawMarks(view.events, layout, data.nodes),
        ...(data.likelihood === null ? [] : drawCurve(data.likelihood, layout)),
        shape("g", { id: "cursor" }),
      ),
    );
    return picture;
  }

  private messages(): readonly SVGElement[] {
    const { view, layout } = this;
    const { kinds } = view.data.packets;
    const { drawn, left } = chosenFlights(view.flights, kinds, (kind) => view.hidden.has(kind), layout);
    const note = left.length === 0 ? "" : `Zoom in for ${left.join(", ")}: too many of them for this stretch.`;
    byId("messages-note").textContent = view.hasMessages ? note : "";
    return view.hasMessages ? drawMessages(drawn, kinds, layout) : [];
  }

  private cursor(): readonly SVGElement[] {
    const { layout, view } = this;
    const x = layout.x(view.cursorUs);
    const words = clockText(view.cursorUs);
    const width = words.length * 6.6 + 12;
    const left = Math.min(layout.right - width + 4, Math.max(layout.left, x - width / 2));
    return [
      shape("line", { class: "cursor", x1: x, x2: x, y1: SIZE.axis - 4, y2: layout.height - SIZE.foot }),
      shape("rect", { class: "cursor-flag", x: left, y: 1, width, height: 19, rx: 4 }),
      shape("text", { class: "cursor-time", x: left + width / 2, y: 14.5 }, words),
    ];
  }
}
