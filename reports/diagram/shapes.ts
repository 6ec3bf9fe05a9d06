import { escapeXml } from "../xml.ts";
import type { FaultBand } from "./fault-bands.ts";
import type { HostSpans, Span } from "./host-spans.ts";
import type { PlacedRow, Plan } from "./plan.ts";

/** A shorter band could not be seen. */
const BAND_MIN = 12;

/** The lane of a host: off, up or standing still, and bars for the lock, the belief in it, and leading. */
export function barShapes(spans: HostSpans, plan: Plan): readonly string[] {
  const x = plan.x(spans.pnn);
  const line = (css: string, from: number, to: number): string =>
    `<line class="${css}" x1="${x}" x2="${x}" y1="${from}" y2="${to}"/>`;
  const bar = (css: string, span: Span, left: number, width: number): string => {
    const top = plan.y(span.fromUs);
    const height = Math.max(3, plan.y(span.toUs) - top);
    const title = span.words === "" ? "" : `<title>${escapeXml(span.words)}</title>`;
    return `<rect class="${css}" x="${x + left}" y="${top}" width="${width}" height="${height}" rx="1.5">${title}</rect>`;
  };
  return [
    line("off", plan.top, plan.bottom),
    ...spans.up.map((span) => line("up", plan.y(span.fromUs), plan.y(span.toUs))),
    ...spans.paused.map((span) => line("paused", plan.y(span.fromUs), plan.y(span.toUs))),
    ...spans.lock.map((span) => bar("lock", span, -13, 6)),
    ...spans.belief.map((span) => bar("belief", span, -15.5, 11)),
    ...spans.leads.map((span) => bar("leads", span, 8, 5)),
  ];
}

/** A fault as a shade over the lanes that it strikes. */
export function bandShapes(band: FaultBand, plan: Plan): readonly string[] {
  const { from, to } = plan.ofFault(band);
  const top = from - BAND_MIN / 2;
  const height = Math.max(BAND_MIN, to - top);
  const title = `<title>${escapeXml(`fault ${band.index}: ${band.words}`)}</title>`;
  return band.hosts.map((pnn) => {
    const left = plan.x(pnn) - plan.laneWidth / 2 + 1;
    return `<rect class="fault" x="${left}" y="${top}" width="${plan.laneWidth - 2}" height="${height}" rx="3">${title}</rect>`;
  });
}

/** What stands in the lanes of a row: a mark where it happened, a line across for a violation. */
export function markShape({ kind, host, y }: PlacedRow, plan: Plan, nodes: number): readonly string[] {
  if (kind === "violation") {
    const from = plan.x(0) - plan.laneWidth / 2;
    const to = plan.x(nodes - 1) + plan.laneWidth / 2;
    return [`<line class="violation-line" x1="${from}" x2="${to}" y1="${y}" y2="${y}"/>`];
  }
  if (host < 0 || host >= nodes || kind === "calm") return [];
  const x = plan.x(host);
  if (kind !== "fault") return [`<circle class="${kind === "event" ? "event" : "over"}" cx="${x}" cy="${y}" r="4"/>`];
  return [`<path class="fault-mark" d="M${x - 4} ${y - 4}l8 8m0-8l-8 8"/>`];
}
