import { escapeXml } from "../xml.ts";

/** A line of text; the words are escaped here. */
export function text(x: number, y: number, css: string, words: string): string {
  return `<text class="${css}" x="${x}" y="${y}">${escapeXml(words)}</text>`;
}

/** What the signs mean, from a point on to the right. */
export function legendShapes(left: number, y: number): readonly string[] {
  const entries: readonly (readonly [width: number, sign: (x: number) => string, words: string])[] = [
    [66, (x) => `<line class="up" x1="${x}" x2="${x}" y1="${y - 10}" y2="${y + 4}"/>`, "runs"],
    [76, (x) => `<line class="paused" x1="${x}" x2="${x}" y1="${y - 10}" y2="${y + 4}"/>`, "paused"],
    [54, (x) => `<line class="off" x1="${x}" x2="${x}" y1="${y - 10}" y2="${y + 4}"/>`, "off"],
    [116, (x) => `<rect class="lock" x="${x - 3}" y="${y - 10}" width="6" height="14" rx="1.5"/>`, "holds the lock"],
    [
      126,
      (x) => `<rect class="belief" x="${x - 5}" y="${y - 10}" width="10" height="14" rx="1.5"/>`,
      "believes it does",
    ],
    [
      150,
      (x) => `<rect class="leads" x="${x - 2}" y="${y - 10}" width="5" height="14" rx="1.5"/>`,
      "takes itself for leader",
    ],
    [60, (x) => `<rect class="fault" x="${x - 6}" y="${y - 10}" width="12" height="14" rx="3"/>`, "fault"],
  ];
  let x = left + 6;
  return entries.flatMap(([width, sign, words]) => {
    const shapes = [sign(x), text(x + 12, y + 1, "dim", words)];
    x += width;
    return shapes;
  });
}
