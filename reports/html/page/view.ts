import type { PageData } from "../page-data.ts";
import { type Flight, flightsOf } from "./flights.ts";
import { type Tracks, tracksOf } from "./standing.ts";
import { showing, type TimeWindow, within, zoomed } from "./time-window.ts";
import { countUntil, type Happening, happenings } from "./timeline.ts";

/** What is looked at, and what of it is shown. Whoever changes it has it drawn again. */
export class View {
  readonly data: PageData;
  readonly events: readonly Happening[];
  readonly flights: readonly Flight[];
  readonly tracks: Tracks;
  window: TimeWindow;
  cursorUs = 0;
  /** The event at the cursor, or the last one before it; -1: none yet. */
  index = -1;
  hasMessages = true;
  /** Kinds of message that are not drawn. */
  readonly hidden = new Set<number>();
  private readonly changed: () => void;

  constructor(data: PageData, changed: () => void) {
    this.data = data;
    this.changed = changed;
    this.events = happenings(data);
    this.flights = flightsOf(data.packets);
    this.tracks = tracksOf(data.states, data.nodes);
    this.window = { fromUs: 0, toUs: data.endUs };
  }

  /** Moves the cursor to a moment. */
  goTo(atUs: number): void {
    this.cursorUs = Math.round(Math.min(this.data.endUs, Math.max(0, atUs)));
    this.index = countUntil(this.events, this.cursorUs) - 1;
    this.show();
  }

  /** Moves the cursor to an event: of several at the same moment, to just this one. */
  goToEvent(index: number): void {
    const event = this.events[index];
    if (event === undefined) return;
    this.index = index;
    this.cursorUs = event.atUs;
    this.show();
  }

  /** To the next event, or the one before. */
  step(by: 1 | -1): void {
    const here = this.events[this.index];
    // Between two events the last one is where going back leads.
    const isPast = here !== undefined && here.atUs < this.cursorUs;
    if (by < 0 && isPast) this.goToEvent(this.index);
    else this.goToEvent(Math.min(this.events.length - 1, Math.max(0, this.index + by)));
  }

  /** To the next of these moments after the cursor; round to the first one after the last. */
  jump(moments: readonly number[]): void {
    const next = moments.find((atUs) => atUs > this.cursorUs) ?? moments[0];
    if (next === undefined) return;
    const span = Math.min(this.window.toUs - this.window.fromUs, Math.max(4_000_000, this.data.endUs / 6));
    this.window = within(next - span * 0.7, span, this.data.endUs);
    this.goTo(next);
    this.index = this.weightiestAt(next);
  }

  /** Shows more (`factor` above 1) or less of the run around a moment. */
  zoom(factor: number, aroundUs = this.cursorUs): void {
    this.window = zoomed(this.window, factor, aroundUs, this.data.endUs);
    this.changed();
  }

  /** Moves what is shown by a share of it. */
  pan(share: number): void {
    const { fromUs, toUs } = this.window;
    this.window = within(fromUs + share * (toUs - fromUs), toUs - fromUs, this.data.endUs);
    this.changed();
  }

  /** Shows a stretch of the run. */
  look(window: TimeWindow): void {
    this.window = within(window.fromUs, window.toUs - window.fromUs, this.data.endUs);
    this.changed();
  }

  /** Of the events of one moment the one that matters most to a reader; the last one before if there is none. */
  private weightiestAt(atUs: number): number {
    const last = countUntil(this.events, atUs) - 1;
    let best = last;
    for (let i = last; this.events[i]?.atUs === atUs; i -= 1)
      if ((this.events[i]?.weight ?? 0) >= (this.events[best]?.weight ?? 0)) best = i;
    return best;
  }

  private show(): void {
    this.window = showing(this.window, this.cursorUs, this.data.endUs);
    this.changed();
  }
}
