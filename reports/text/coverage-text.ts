import type { TransitionCounts } from "../../model/index.ts";
import type { Look } from "../paint.ts";
import { printable } from "../printable.ts";
import { chartCoverage } from "../transitions/index.ts";
import { hang } from "./wrap.ts";

/** Most transitions that are named; the record has them all. */
const NAMED_MAX = 12;

/**
 * What runs took of the charts, in words; nothing if it was not counted.
 *
 * @param names all transitions of each chart
 */
export function coverageText(
  names: ReadonlyMap<string, readonly string[]>,
  counts: TransitionCounts,
  look: Look,
): string {
  if (Object.keys(counts).length === 0) return "";
  const { taken, all, never, unused } = chartCoverage(names, counts);
  const left = never.length - NAMED_MAX;
  const lines = [
    "",
    look.paint.strong("Charts"),
    ...hang("  ", `${taken} of ${all} transitions taken, in one run of twenty`, look.columns),
    ...never.slice(0, NAMED_MAX).flatMap((name) => hang("  never  ", printable(name), look.columns)),
    ...(left > 0 ? [`  and ${left} more; drawn by: cluster-sim diagram CHART --coverage campaign.json`] : []),
    ...(unused.length === 0 ? [] : hang("  not entered  ", printable(unused.join(", ")), look.columns)),
  ];
  return `${lines.join("\n")}\n`;
}
