import { printable } from "../printable.ts";
import type { FailureStory } from "../story/index.ts";
import { wrap } from "../text/index.ts";
import { clockText } from "../time-text.ts";
import { escapeXml } from "../xml.ts";
import { faultBands } from "./fault-bands.ts";
import { hostSpans } from "./host-spans.ts";
import { legendShapes, text } from "./legend.ts";
import { type PlacedRow, Plan } from "./plan.ts";
import { diagramRows } from "./rows.ts";
import { bandShapes, barShapes, markShape } from "./shapes.ts";
import { diagramStyle } from "./style.ts";
import { mainViolation, violations } from "./violations.ts";

/** Rows at most: more would not be read. */
const ROWS_MAX = 48;
const TIME_WIDTH = 78;
const LANE_WIDTH = 54;
const WORDS_WIDTH = 520;
/** A letter of the words is about this wide. */
const LETTER = 6.4;
const STRONG_LETTER = 7.4;
const HEAD = 92;
const FOOT = 40;
const LINE = 17;

/**
 * The space-time diagram of a run as a picture that stands alone: no script, nothing loaded, light and dark.
 *
 * Time runs down; a column a host, with bars for what it holds and believes; faults shaded where they strike;
 * the words of each event beside it.
 */
export function diagramSvg(story: FailureStory): string {
  const { scenario, events, verdict, endUs } = story;
  const { nodes } = scenario;
  const broken = violations(verdict);
  const lanesEnd = TIME_WIDTH + 14 + nodes * LANE_WIDTH;
  const width = lanesEnd + 12 + WORDS_WIDTH;
  const rows = placed(diagramRows(events, scenario.faults, broken, ROWS_MAX));
  const bottom = (rows.at(-1)?.bottom ?? HEAD) + 6;
  const plan = new Plan({ rows, top: HEAD - 8, bottom, endUs, laneWidth: LANE_WIDTH, left: TIME_WIDTH + 14 });
  const main = mainViolation(story);
  const title = main === undefined ? `the verdict is ${verdict.verdict}` : `${main.name} is violated`;
  const when = main === undefined ? "" : ` at ${clockText(main.atUs)}`;
  const about = `seed ${verdict.seed}, ${nodes} nodes, lock ${scenario.lock}; cluster-sim ${verdict.version}`;
  const height = bottom + FOOT;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title about">`,
    `<title id="title">${escapeXml(title + when)}</title><desc id="about">${escapeXml(about)}</desc>`,
    `<style>${diagramStyle}</style><rect class="page" width="${width}" height="${height}"/>`,
    text(16, 28, "text title", title + when),
    text(16, 48, "dim", shortened(about)),
    ...Array.from({ length: nodes }, (_, pnn) => text(plan.x(pnn), HEAD - 18, "text name", `node ${pnn}`)),
    `<line class="rule" x1="0" x2="${width}" y1="${HEAD - 9}" y2="${HEAD - 9}"/>`,
    ...faultBands(scenario, events, endUs).flatMap((band) => bandShapes(band, plan)),
    ...hostSpans(nodes, events, endUs).flatMap((spans) => barShapes(spans, plan)),
    ...rows.flatMap((row) => rowShapes(row, plan, nodes, lanesEnd + 12)),
    ...legendShapes(16, bottom + 24),
    "</svg>\n",
  ].join("\n");
}

/** A seed may be as long as a page is wide. */
function shortened(words: string): string {
  const shown = printable(words);
  return shown.length <= 110 ? shown : `${shown.slice(0, 109)}…`;
}

function placed(rows: ReturnType<typeof diagramRows>): readonly PlacedRow[] {
  let top = HEAD;
  return rows.map((row) => {
    const letter = row.kind === "fault" || row.kind === "violation" ? STRONG_LETTER : LETTER;
    const lines = wrap(printable(row.words), Math.floor(WORDS_WIDTH / letter));
    const one = { ...row, lines, top, y: top + LINE / 2 + 2, bottom: top + lines.length * LINE + 4 };
    top = one.bottom;
    return one;
  });
}

const tone: Readonly<Record<PlacedRow["kind"], string>> = {
  event: "text",
  fault: "fault-text",
  "fault-end": "text",
  violation: "violation-text",
  calm: "dim",
};

function rowShapes(row: PlacedRow, plan: Plan, nodes: number, left: number): readonly string[] {
  const { kind, atUs, y, top, bottom, lines } = row;
  const width = left + WORDS_WIDTH;
  const band = `<rect class="violation" x="0" y="${top}" width="${width}" height="${bottom - top}"/>`;
  return [
    ...(kind === "violation" ? [band] : []),
    ...(kind === "calm" ? [] : [text(TIME_WIDTH, y + 4, "time", clockText(atUs))]),
    ...markShape(row, plan, nodes),
    ...lines.map((line, index) => text(left, y + 4 + index * LINE, tone[kind], line)),
  ];
}
