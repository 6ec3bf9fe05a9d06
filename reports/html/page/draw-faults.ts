import { durationText } from "../../time-text.ts";
import type { PageData } from "../page-data.ts";
import { shape } from "./elements.ts";
import { type Layout, SIZE } from "./layout.ts";
import { cut, cutTo, Room } from "./room.ts";

type Band = PageData["faults"][number];

/** Faults as shades over the hosts that they strike, with their names in a strip above the lanes. */
export function drawFaults(data: PageData, layout: Layout): readonly SVGElement[] {
  const shown = data.faults.filter(({ fromUs, toUs }) => layout.shows(fromUs, toUs));
  const room = new Room(layout.faultRows);
  return [...shown.flatMap((band) => shades(band, layout)), ...alike(shown).flatMap((one) => name(one, layout, room))];
}

/** Faults of one kind that begin together, such as one on every host, share a name. */
function alike(bands: readonly Band[]): readonly (readonly Band[])[] {
  const groups = new Map<string, Band[]>();
  for (const band of bands) {
    const key = `${band.kind} ${band.fromUs} ${spanText(band)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [band]);
    else group.push(band);
  }
  return [...groups.values()];
}

function shades(band: Band, layout: Layout): readonly SVGElement[] {
  const { x, width } = layout.stretch(band.fromUs, band.toUs, 3);
  return band.hosts.map((host) =>
    shape(
      "rect",
      { class: "fault", x, width, y: layout.lane(host) + 1, height: SIZE.lane - 2 },
      shape("title", {}, tip(band)),
    ),
  );
}

function name(group: readonly Band[], layout: Layout, room: Room): readonly SVGElement[] {
  const [band] = group;
  if (band === undefined) return [];
  const times = group.length === 1 ? "" : ` ×${group.length}`;
  const { x } = layout.stretch(band.fromUs, band.toUs, 3);
  if (x >= layout.right) return [];
  const words = cutTo(cut(`${band.kind}${spanText(band)}${times}`, 44), layout.right - x - 6);
  const row = words === "" ? undefined : room.place(x, words);
  const top = SIZE.axis + (row ?? 0) * SIZE.strip;
  const lead = shape("line", { class: "fault-lead", x1: x, x2: x, y1: top + 3, y2: layout.lanesBottom });
  if (row === undefined) return [lead];
  return [
    lead,
    shape("text", { class: "fault-name", x: x + 4, y: top + 13 }, words, shape("title", {}, group.map(tip).join("\n"))),
  ];
}

function spanText({ fromUs, toUs }: Band): string {
  return toUs > fromUs ? ` ${durationText(Math.round((toUs - fromUs) / 1000) * 1000)}` : "";
}

function tip(band: Band): string {
  return `fault ${band.index}: ${band.words}`;
}
