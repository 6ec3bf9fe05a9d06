import { escapeXml } from "../xml.ts";
import type { DesignResult } from "./comparison.ts";
import { valueText } from "./measures.ts";

const WIDTH = 640;
const HEIGHT = 220;
const LEFT = 48;
const BOTTOM = 28;
const TOP = 8;
const RIGHT = 12;

/**
 * Which share of the runs stays at or below a value, a curve a design; a design is told apart by colour and by dashes.
 *
 * @param budgetUs drawn as a line if it lies within the picture
 */
export function ecdfSvg(
  name: string,
  title: string,
  designs: readonly DesignResult[],
  budgetUs: number | null,
): string {
  const max = Math.max(1, ...designs.map(({ measures }) => measures[name]?.max ?? 0));
  const x = (value: number): number => round(LEFT + ((WIDTH - LEFT - RIGHT) * value) / max);
  const y = (share: number): number => round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - share));
  const curves = designs.map(({ name: design, measures }, index) => {
    const path = stepPath(measures[name]?.values ?? [], x, y);
    return `<path class="curve c${index}" d="${path}"><title>${escapeXml(design)}</title></path>`;
  });
  const rows = [0, 0.5, 0.9, 1].map(
    (share) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(share)}" y2="${y(share)}"/><text class="tick" x="${LEFT - 6}" y="${y(share) + 4}" text-anchor="end">${Math.round(share * 100)} %</text>`,
  );
  const columns = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const anchor = part === 0 ? "start" : part === 1 ? "end" : "middle";
    return `<text class="tick" x="${x(max * part)}" y="${HEIGHT - 8}" text-anchor="${anchor}">${escapeXml(valueText(name, Math.round(max * part)))}</text>`;
  });
  const line =
    budgetUs === null || budgetUs > max || !name.startsWith("failOver") || !name.endsWith("Us")
      ? ""
      : `<line class="budget" x1="${x(budgetUs)}" x2="${x(budgetUs)}" y1="${TOP}" y2="${HEIGHT - BOTTOM}"><title>budget</title></line>`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeXml(`${title}: share of the runs at or below a value`)}">${rows.join("")}${columns.join("")}${line}${curves.join("")}</svg>`;
}

/** A staircase through the values: up by one run at each. */
function stepPath(values: readonly number[], x: (value: number) => number, y: (share: number) => number): string {
  const sorted = [...values].sort((a, b) => a - b);
  const parts = [`M${x(0)} ${y(0)}`];
  sorted.forEach((value, index) => {
    // Equal values are one step.
    if (sorted[index + 1] === value) return;
    parts.push(`H${x(value)}V${y((index + 1) / sorted.length)}`);
  });
  return parts.join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
