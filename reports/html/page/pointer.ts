import type { Drawing } from "./drawing.ts";
import { SIZE } from "./layout.ts";
import type { View } from "./view.ts";

/** As near as this to a mark, the mark is meant, pixels. */
const NEAR = 7;

/** The mouse or a finger on the diagram: a click sets the cursor, dragging moves the diagram (on the axis: the cursor), the wheel zooms. */
export function followPointer(drawing: Drawing, view: View): void {
  const { place } = drawing;
  let start: { x: number; y: number; hasMoved: boolean } | undefined;
  const at = (event: MouseEvent): { x: number; y: number } => {
    const box = place.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  place.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    start = { ...at(event), hasMoved: false };
    place.setPointerCapture(event.pointerId);
    if (start.y < SIZE.axis) view.goTo(drawing.layout.time(start.x));
  });
  place.addEventListener("pointermove", (event) => {
    if (start === undefined) return;
    const now = at(event);
    if (start.y < SIZE.axis) view.goTo(drawing.layout.time(now.x));
    else if (start.hasMoved || Math.abs(now.x - start.x) > 4) {
      view.pan((start.x - now.x) / (drawing.layout.right - drawing.layout.left));
      start = { x: now.x, y: start.y, hasMoved: true };
    }
  });
  place.addEventListener("pointerup", (event) => {
    if (start !== undefined && !start.hasMoved && start.y >= SIZE.axis) click(drawing, view, at(event));
    start = undefined;
  });
  place.addEventListener("pointercancel", () => {
    start = undefined;
  });
  place.addEventListener(
    "wheel",
    (event) => {
      // The page scrolls as everywhere until the diagram is chosen.
      if (document.activeElement !== place && !event.ctrlKey) return;
      event.preventDefault();
      const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (isSideways) view.pan((event.deltaX || event.deltaY) / 800);
      else view.zoom(event.deltaY > 0 ? 1.25 : 0.8, drawing.layout.time(at(event).x));
    },
    { passive: false },
  );
}

/** Sets the cursor: on the mark that is meant, or on the moment itself. */
function click({ layout }: Drawing, view: View, { x, y }: { readonly x: number; readonly y: number }): void {
  const near = view.events
    .map((event, index) => ({ index, event, far: Math.abs(layout.x(event.atUs) - x) }))
    .filter(({ event, far }) => far <= NEAR && y >= layout.lane(event.host) && y < layout.lane(event.host + 1))
    .sort((a, b) => b.event.weight - a.event.weight || a.far - b.far)[0];
  if (near === undefined) view.goTo(layout.time(x));
  else view.goToEvent(near.index);
}
