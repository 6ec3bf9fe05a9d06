/** The stretch of the run that is shown, microseconds. */
export interface TimeWindow {
  readonly fromUs: number;
  readonly toUs: number;
}

/** Nothing can be told apart in less. */
const SPAN_MIN_US = 200;

/** The window moved and cut so that it lies within the run. */
export function within(fromUs: number, spanUs: number, endUs: number): TimeWindow {
  const span = Math.min(endUs, Math.max(SPAN_MIN_US, spanUs));
  const from = Math.min(Math.max(0, fromUs), endUs - span);
  return { fromUs: from, toUs: from + span };
}

/** `factor` above 1 shows more of the run, below 1 less; the moment `atUs` stays where it is. */
export function zoomed({ fromUs, toUs }: TimeWindow, factor: number, atUs: number, endUs: number): TimeWindow {
  const span = Math.min(endUs, Math.max(SPAN_MIN_US, (toUs - fromUs) * factor));
  const share = (atUs - fromUs) / (toUs - fromUs);
  return within(atUs - span * share, span, endUs);
}

/** The window moved as little as needed to show a moment, with some room around it. */
export function showing(window: TimeWindow, atUs: number, endUs: number): TimeWindow {
  const span = window.toUs - window.fromUs;
  if (atUs >= window.fromUs + span * 0.02 && atUs <= window.toUs - span * 0.02) return window;
  return within(atUs - span / 2, span, endUs);
}

/** Round moments in the window, about `count` of them, and how far they are apart. */
export function ticks({ fromUs, toUs }: TimeWindow, count: number): { readonly stepUs: number; readonly at: number[] } {
  const wanted = (toUs - fromUs) / Math.max(1, count);
  const stepUs = steps.find((step) => step >= wanted) ?? 600_000_000;
  const at: number[] = [];
  for (let us = Math.ceil(fromUs / stepUs) * stepUs; us <= toUs; us += stepUs) at.push(us);
  return { stepUs, at };
}

const steps = [
  ...[100, 1000, 10_000, 100_000, 1_000_000].flatMap((unit) => [unit, 2 * unit, 5 * unit]),
  ...[10, 15, 30, 60, 120, 300, 600].map((seconds) => seconds * 1_000_000),
];
