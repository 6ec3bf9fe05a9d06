import type { Bar } from "../../diagram/index.ts";
import type { PageData } from "../page-data.ts";
import { element, shape } from "./elements.ts";
import { type Layout, SIZE } from "./layout.ts";

const BARS: readonly Bar[] = ["up", "paused", "lock", "belief", "leads", "addresses"];

/** What the bars are called beside the lanes. */
const barNames: Readonly<Record<Bar, string>> = {
  up: "runs",
  paused: "paused",
  lock: "holds the lock",
  belief: "believes it does",
  leads: "leads",
  addresses: "has addresses",
};

/** Which line of a lane a kind of bar stands on; what excludes each other shares one. */
const line: Readonly<Record<Bar, number>> = { up: 0, paused: 0, lock: 1, belief: 2, leads: 3, addresses: 4 };

/** The lanes, empty. */
export function drawLanes(data: PageData, layout: Layout): readonly SVGElement[] {
  return data.bars.map((_, host) =>
    shape("rect", {
      class: host % 2 === 0 ? "lane" : "lane odd",
      x: 0,
      width: layout.width,
      y: layout.lane(host),
      height: SIZE.lane,
    }),
  );
}

/** What each host holds and believes. */
export function drawBars(data: PageData, layout: Layout): readonly SVGElement[] {
  return data.bars.flatMap((bars, host) => BARS.flatMap((bar) => barsOf(data, layout, host, bar, bars[bar])));
}

/** The names of hosts and bars, above everything else that is drawn. */
export function drawNames(data: PageData, layout: Layout): readonly SVGElement[] {
  const cover = shape("rect", { class: "names", x: 0, y: 0, width: layout.left, height: layout.height });
  const names = data.bars.flatMap((_, host) => {
    const top = layout.lane(host);
    const label = layout.isNarrow ? `n${host}` : `node ${host}`;
    return [
      shape("text", { class: "host", x: 8, y: top + SIZE.marks }, label),
      shape("line", { class: "rule", x1: 0, x2: layout.width, y1: top, y2: top }),
      ...barsIn(data)
        .filter((bar) => bar !== "paused")
        .map((bar) =>
          shape("text", { class: "bar-name", x: layout.left - 8, y: barTop(top, bar) + 7 }, short(bar, layout)),
        ),
    ];
  });
  return [cover, ...names];
}

/** The kinds of bar of a cluster: one without public addresses has nothing to say of them. */
function barsIn({ bars }: PageData): readonly Bar[] {
  return BARS.filter((bar) => bar !== "addresses" || bars.some(({ addresses }) => addresses.length > 0));
}

function short(bar: Bar, layout: Layout): string {
  if (!layout.isNarrow) return barNames[bar];
  return { up: "runs", paused: "", lock: "lock", belief: "believes", leads: "leads", addresses: "serves" }[bar];
}

function barTop(top: number, bar: Bar): number {
  return top + SIZE.bars + line[bar] * SIZE.bar;
}

function barsOf(
  data: PageData,
  layout: Layout,
  host: number,
  bar: Bar,
  flat: readonly number[],
): readonly SVGElement[] {
  const shapes: SVGElement[] = [];
  for (let i = 0; i < flat.length; i += 3) {
    const [fromUs = 0, toUs = 0, text = 0] = flat.slice(i, i + 3);
    if (!layout.shows(fromUs, toUs)) continue;
    const { x, width } = layout.stretch(fromUs, toUs, 1.5);
    const about = data.words[text] ?? "";
    const tip = `node ${host} ${barNames[bar]}${about === "" ? "" : `: ${about}`}`;
    const y = barTop(layout.lane(host), bar);
    shapes.push(shape("rect", { class: `bar ${bar}`, x, width, y, height: 7, rx: 2 }, shape("title", {}, tip)));
  }
  return shapes;
}

/** What the colours mean, for the page below the drawing. */
export function legend(data: PageData): readonly HTMLElement[] {
  return barsIn(data).map((bar) => element("li", {}, element("span", { class: `swatch ${bar}` }), barNames[bar]));
}
