import type { TraceEvent } from "../../model/index.ts";
import type { Look } from "../paint.ts";
import { printable } from "../printable.ts";
import { clockText, durationText } from "../time-text.ts";
import { chooseRows } from "./choose-rows.ts";
import { Lanes, legend } from "./lanes.ts";
import { say, weightOf } from "./phrases.ts";
import { wrap } from "./wrap.ts";

/** A moment at which something was violated. */
export interface Moment {
  readonly atUs: number;
  readonly label: string;
}

/** What a space-time table is made of. */
export interface SpaceTime {
  readonly nodes: number;
  readonly events: readonly TraceEvent[];
  readonly moments: readonly Moment[];
  readonly rowsMax: number;
}

/** Two rows that are further apart than this are separated by a line that says so. */
const CALM_US = 10_000_000;

/** The story as a table: time, a column a host, what happened; calm and crowded stretches are folded. */
export function spaceTime({ nodes, events, moments, rowsMax }: SpaceTime, look: Look): string[] {
  const shown = chooseRows(
    events,
    moments.map((moment) => moment.atUs),
    rowsMax,
  );
  const lanes = new Lanes(nodes);
  const open = [...moments].sort((a, b) => a.atUs - b.atUs);
  const lines = [legend, "", `${"time".padEnd(11)}${headings(nodes)}`];
  let lastUs = 0;
  let hidden = 0;
  for (const [index, event] of events.entries()) {
    for (; open[0] !== undefined && open[0].atUs < event.atUs; open.shift())
      lines.push(...momentRow(open[0], lanes, look));
    lanes.follow(event);
    if (!shown.has(index)) {
      hidden += 1;
      continue;
    }
    lines.push(...fold(event.atUs - lastUs, hidden, look));
    lines.push(...eventRow(event, lanes, look));
    lastUs = event.atUs;
    hidden = 0;
  }
  for (const moment of open) lines.push(...momentRow(moment, lanes, look));
  if (hidden > 0) lines.push(...fold(0, hidden, look));
  return lines;
}

function headings(nodes: number): string {
  return Array.from({ length: nodes }, (_, pnn) => `${pnn}`.padEnd(3)).join("");
}

function eventRow(event: TraceEvent, lanes: Lanes, look: Look): string[] {
  const isFault = weightOf(event) === 3;
  const columns = lanes.row(event.host, isFault ? "✖" : "●");
  const lines = row(clockText(event.atUs), columns, printable(say(event)), look);
  return isFault ? lines.map(look.paint.fault) : lines;
}

function momentRow(moment: Moment, lanes: Lanes, look: Look): string[] {
  const columns = lanes.row(-1, "").replaceAll(/[^ ]/g, "▶");
  return row(clockText(moment.atUs), columns, printable(moment.label), look).map(look.paint.bad);
}

/** Words beside the columns, wrapped; on a narrow page below them. */
function row(time: string, columns: string, words: string, look: Look): string[] {
  const head = `${time.padEnd(11)}${columns}  `;
  const room = look.columns - head.length;
  if (room < 24) return [head.trimEnd(), ...wrap(words, look.columns - 4).map((line) => `    ${line}`)];
  const below = `${" ".repeat(11)}${columns.replaceAll(/[●✖]/g, "│")}  `;
  return wrap(words, room).map((line, index) => (index === 0 ? head : below) + line);
}

function fold(gapUs: number, hidden: number, look: Look): string[] {
  if (hidden === 0 && gapUs < CALM_US) return [];
  const calm = gapUs < CALM_US ? "" : `${durationText(Math.round(gapUs / 1000) * 1000)} pass`;
  const events = hidden === 0 ? "" : `${hidden} event${hidden === 1 ? "" : "s"} not shown`;
  return [look.paint.dim(`${" ".repeat(11)}⋮ ${[calm, events].filter((part) => part !== "").join(", ")}`)];
}
