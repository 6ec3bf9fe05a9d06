import { byId, shape } from "./elements.ts";
import type { View } from "./view.ts";

const WIDTH = 1000;
const HEIGHT = 20;

/** The whole run as a strip: faults, violations, and which part of it the diagram shows. */
export class Overview {
  private readonly view: View;
  private readonly shown = shape("rect", { class: "shown", y: 1, height: HEIGHT - 2, rx: 2 });

  constructor(view: View) {
    this.view = view;
    const { faults, violations } = view.data;
    byId("overview").replaceChildren(
      shape(
        "svg",
        { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
        ...faults.map(({ fromUs, toUs }) =>
          shape("rect", {
            class: "fault",
            x: this.x(fromUs),
            width: Math.max(3, this.x(toUs) - this.x(fromUs)),
            y: 4,
            height: HEIGHT - 8,
          }),
        ),
        ...violations.map(({ atUs }) =>
          shape("line", { class: "violation", x1: this.x(atUs), x2: this.x(atUs), y1: 0, y2: HEIGHT }),
        ),
        this.shown,
      ),
    );
  }

  /** Moves the frame around what is shown. */
  draw(): void {
    const { fromUs, toUs } = this.view.window;
    this.shown.setAttribute("x", String(this.x(fromUs) + 1));
    this.shown.setAttribute("width", String(Math.max(4, this.x(toUs) - this.x(fromUs) - 2)));
  }

  private x(atUs: number): number {
    return (atUs / this.view.data.endUs) * WIDTH;
  }
}
