import {
  type AllowedEpisode,
  type Disagreement,
  drillActs,
  type Episode,
  type Interval,
  sightsOf,
} from "../../model/index.ts";
import { printable } from "../printable.ts";
import { wrap } from "../text/index.ts";
import { durationText } from "../time-text.ts";

/** Narrowest column that can be read. */
const COLUMN_MIN = 20;
const TIME_WIDTH = 10;

/** The first disagreement as a time line: what was done, what the model does then, what the real helper did. */
export function disagreementText(
  { drill, nth, because, real, model }: Disagreement,
  columns: number,
): readonly string[] {
  const width = Math.max(COLUMN_MIN, Math.floor((columns - TIME_WIDTH - 6) / 3));
  const row = (cells: readonly string[]): readonly string[] => inColumns(cells, [TIME_WIDTH, width, width, width]);
  const rows = real.slice(0, nth + 1).flatMap((episode, index) => {
    const sights = [timed(model[index]), timed(episode)];
    return row([atText(episode.atUs), drillActs[episode.act], ...sights]);
  });
  const rule = "-".repeat(Math.min(columns, TIME_WIDTH + 3 * width + 6));
  return [
    printable(`drill: ${drill.name}`),
    rule,
    ...row(["", "what is done", "the model", "the helper"]),
    rule,
    ...rows,
    `${" ".repeat(TIME_WIDTH + 2)}^ here they part`,
    ...wrap(printable(because), columns),
  ];
}

/** What is seen in an episode, with the times; a model says between which. */
export function timed(episode: Episode | AllowedEpisode | undefined): string {
  if (episode === undefined) return "(not so far)";
  const sights = sightsOf(episode).map(({ what, words }) => {
    const time = episode[what];
    return time === undefined ? words : `${words} ${timeText(time)}`;
  });
  return printable(sights.length === 0 ? "nothing comes" : sights.join(", "));
}

function timeText(time: number | Interval): string {
  if (typeof time === "number") return `after ${inMs(time)}`;
  const [least, most] = [inMs(time[0]), inMs(time[1])];
  return least === most ? `after ${least}` : `after ${least} to ${most}`;
}

/** Whole milliseconds: nothing here is more exact. */
function inMs(us: number): string {
  return us < 1_000_000 ? `${Math.round(us / 1_000)} ms` : durationText(Math.round(us / 10_000) * 10_000);
}

function atText(atUs: number): string {
  return `${(atUs / 1_000_000).toFixed(2)} s`;
}

/** Cells side by side, each wrapped to its column. */
function inColumns(cells: readonly string[], widths: readonly number[]): readonly string[] {
  const wrapped = cells.map((cell, index) => wrap(cell, widths[index] ?? COLUMN_MIN));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, index) => (lines[line] ?? "").padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
