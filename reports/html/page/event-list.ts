import { clockText } from "../../time-text.ts";
import { MARK_FAULT } from "../page-data.ts";
import { byId, element } from "./elements.ts";
import type { Happening } from "./timeline.ts";
import type { View } from "./view.ts";

/** So many rows before and after the cursor are there to be scrolled to. */
const AROUND = 150;

/** The events around the cursor. */
export class EventList {
  private readonly view: View;
  private readonly place = byId("events");
  private first = -1;
  private current: Element | undefined;

  constructor(view: View) {
    this.view = view;
    this.place.addEventListener("click", (event) => {
      const row = event.target instanceof Element ? event.target.closest("[data-index]") : null;
      if (row !== null) view.goToEvent(Number(row.getAttribute("data-index")));
    });
  }

  /** Marks the event at the cursor and brings it into sight. */
  draw(): void {
    const { index, events } = this.view;
    const at = Math.max(0, index);
    const isFar = this.first < 0 || at < this.first + 30 || at > this.first + 2 * AROUND - 30;
    const first = Math.max(0, Math.min(events.length - 2 * AROUND, at - AROUND));
    if (isFar && first !== this.first) {
      this.first = first;
      const shown = events.slice(first, first + 2 * AROUND);
      this.place.replaceChildren(...shown.map((event, i) => row(event, first + i)));
    }
    this.current?.removeAttribute("aria-current");
    this.current = this.place.children[index - this.first]?.firstElementChild ?? undefined;
    this.current?.setAttribute("aria-current", "true");
    if (this.current === undefined) return;
    // Only the list is scrolled, never the page.
    const { top, height } = this.current.getBoundingClientRect();
    const frame = this.place.getBoundingClientRect();
    this.place.scrollTop += top - frame.top - (frame.height - height) / 2;
  }
}

function row({ atUs, host, words, mark, weight }: Happening, index: number): HTMLElement {
  const css = mark === MARK_FAULT ? "event fault-row" : `event weight-${weight}`;
  return element(
    "li",
    {},
    element(
      "button",
      { type: "button", class: css, "data-index": index, tabindex: -1 },
      element("span", { class: "when" }, clockText(atUs)),
      element("span", { class: "where" }, host < 0 ? "all" : `node ${host}`),
      element("span", { class: "what" }, words),
    ),
  );
}
