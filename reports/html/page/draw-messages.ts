import { clockText, durationText } from "../../time-text.ts";
import type { PageData } from "../page-data.ts";
import { shape } from "./elements.ts";
import type { Flight } from "./flights.ts";
import { type Layout, SIZE } from "./layout.ts";
import { countUntil } from "./timeline.ts";

/** More arrows than this are a grey wall: the most frequent kinds are left out then. */
const ARROWS_MAX = 350;

/** What of the messages in the window is drawn. */
interface Chosen {
  readonly drawn: readonly Flight[];
  /** Kinds for which there is no room, by name. */
  readonly left: readonly string[];
}

/** Which arrows are to be drawn: of the kinds that are not hidden as many as there is room for, the rarest first. */
export function chosenFlights(
  flights: readonly Flight[],
  kinds: PageData["packets"]["kinds"],
  isHidden: (kind: number) => boolean,
  layout: Layout,
): Chosen {
  const { fromUs, toUs } = layout.window;
  // One that was sent long ago may still be on its way; longer than ten seconds is no arrow any more.
  const first = countUntil(flights, fromUs - 10_000_000);
  const seen = flights
    .slice(first, countUntil(flights, toUs))
    .filter(({ kind, atUs, tookUs }) => !isHidden(kind) && atUs + Math.max(0, tookUs) >= fromUs);
  const counts = new Map<number, number>();
  for (const { kind } of seen) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  let room = ARROWS_MAX;
  const left = new Set<number>();
  for (const [kind, count] of [...counts].sort((a, b) => a[1] - b[1])) {
    room -= count;
    if (room < 0) left.add(kind);
  }
  const names = [...left].map((kind) => kinds[kind]?.name ?? "");
  return { drawn: seen.filter(({ kind }) => !left.has(kind)), left: names };
}

/** Messages as arrows from host to host; one that was lost ends halfway in a cross. */
export function drawMessages(
  drawn: readonly Flight[],
  kinds: PageData["packets"]["kinds"],
  layout: Layout,
): readonly SVGElement[] {
  return drawn.map((flight) => {
    const [x1, y1] = [layout.x(flight.atUs), end(layout, flight.from)];
    const isLost = flight.tookUs < 0;
    const x2 = isLost ? x1 + 7 : layout.x(flight.atUs + flight.tookUs);
    const y2 = isLost ? (y1 + end(layout, flight.to)) / 2 : end(layout, flight.to);
    const line = shape("line", { class: isLost ? "message lost" : "message", x1, y1, x2, y2 });
    const point = isLost
      ? shape("path", { class: "message lost", d: `M${x2 - 3} ${y2 - 3}l6 6m0-6l-6 6` })
      : shape("path", { class: "arrow", d: arrow(x1, y1, x2, y2) });
    return shape("g", {}, line, point, shape("title", {}, tip(flight, kinds[flight.kind]?.name ?? "")));
  });
}

function end(layout: Layout, host: number): number {
  return layout.lane(host) + SIZE.marks;
}

/** A point in the direction of the line, its tip at the line's end. */
function arrow(x1: number, y1: number, x2: number, y2: number): string {
  const length = Math.sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2) || 1;
  const [dx, dy] = [((x2 - x1) / length) * 6, ((y2 - y1) / length) * 6];
  return `M${x2} ${y2}L${x2 - dx + dy / 2} ${y2 - dy - dx / 2}L${x2 - dx - dy / 2} ${y2 - dy + dx / 2}Z`;
}

function tip({ from, to, atUs, tookUs }: Flight, name: string): string {
  const how = tookUs < 0 ? "it never arrives" : `arrives ${durationText(tookUs)} later`;
  return `${name} from node ${from} to node ${to}, sent at ${clockText(atUs)}, ${how}`;
}
