import type { Fault, TraceEvent } from "../../model/index.ts";
import type { Look } from "../paint.ts";
import { printable } from "../printable.ts";
import { clockText, durationText } from "../time-text.ts";
import { chooseRows } from "./choose-rows.ts";
import { citedMoments } from "./cited-moments.ts";
import { faultWords } from "./fault-text.ts";
import { Lanes, legend, MARK } from "./lanes.ts";
import { say } from "./phrases.ts";
import { wrap } from "./wrap.ts";

/** A moment at which something was violated. */
export interface Moment {
  readonly atUs: number;
  readonly label: string;
  /** Sentences about it: what happened at the moments that they name is shown. */
  readonly why: readonly string[];
}

/** What a space-time table is made of. */
export interface SpaceTime {
  readonly nodes: number;
  /** The plan, to name a fault as it stands there. */
  readonly faults: readonly Fault[];
  readonly events: readonly TraceEvent[];
  readonly moments: readonly Moment[];
  readonly rowsMax: number;
}

/** Two rows that are further apart than this are separated by a line that says so. */
const CALM_US = 10_000_000;

/** The story as a table: time, a column a host, what happened; calm and crowded stretches are folded. */
export function spaceTime({ nodes, faults, events, moments, rowsMax }: SpaceTime, look: Look): string[] {
  const shown = chooseRows(
    events,
    moments.map((moment) => moment.atUs),
    rowsMax,
    citedMoments(moments.flatMap(({ why }) => why)),
  );
  const lanes = new Lanes(nodes);
  const open = [...moments].sort((a, b) => a.atUs - b.atUs);
  const lines = [
    ...legend(look.columns),
    `${shown.size} of ${events.length} events are shown`,
    "",
    `${"time".padEnd(11)}${headings(nodes)}`,
  ];
  let lastUs = 0;
  for (const [index, event] of events.entries()) {
    for (; open[0] !== undefined && open[0].atUs < event.atUs; open.shift())
      lines.push(...momentRow(open[0], lanes, look));
    lanes.follow(event);
    if (!shown.has(index)) continue;
    lines.push(...calm(event.atUs - lastUs, look), ...eventRow(event, faults, lanes, look));
    lastUs = event.atUs;
  }
  for (const moment of open) lines.push(...momentRow(moment, lanes, look));
  return lines;
}

function headings(nodes: number): string {
  return Array.from({ length: nodes }, (_, pnn) => `${pnn}`.padEnd(3))
    .join("")
    .trimEnd();
}

function eventRow(event: TraceEvent, faults: readonly Fault[], lanes: Lanes, look: Look): string[] {
  const isFault = event.type === "fault-injected";
  const mark = isFault ? MARK.fault : event.type === "fault-ended" ? MARK.faultEnd : MARK.event;
  const planned = isFault ? faults[event.index] : undefined;
  const words = planned === undefined ? say(event) : `fault ${faults.indexOf(planned)}: ${faultWords(planned)}`;
  const lines = row(clockText(event.atUs), marked(lanes, event, mark), printable(words), look);
  return isFault ? lines.map(look.paint.fault) : lines;
}

/** A fault of no particular host is one of all. */
function marked(lanes: Lanes, event: TraceEvent, mark: string): string {
  const columns = lanes.row(event.host, mark);
  return event.host < 0 && mark !== MARK.event ? columns.replaceAll(/[^ ]/g, mark) : columns;
}

function momentRow(moment: Moment, lanes: Lanes, look: Look): string[] {
  const columns = lanes.row(-1, "").replaceAll(/[^ ]/g, MARK.violation);
  return row(clockText(moment.atUs), columns, printable(moment.label), look).map(look.paint.bad);
}

/** Words beside the columns, wrapped; on a narrow page below them. */
function row(time: string, columns: string, words: string, look: Look): string[] {
  const head = `${time.padEnd(11)}${columns}  `;
  const room = look.columns - head.length;
  if (room < 24) return [head.trimEnd(), ...wrap(words, look.columns - 4).map((line) => `    ${line}`)];
  const below = `${" ".repeat(11)}${columns.replaceAll(/[●✖○]/g, "│")}  `;
  return wrap(words, room).map((line, index) => (index === 0 ? head : below) + line);
}

/** A line for a long time in which nothing is shown. */
function calm(gapUs: number, look: Look): string[] {
  if (gapUs < CALM_US) return [];
  return [look.paint.dim(`${" ".repeat(11)}⋮ ${durationText(Math.round(gapUs / 1000) * 1000)} pass`)];
}
