import type { Look } from "../paint.ts";
import { printable } from "../printable.ts";
import { table } from "../text/index.ts";
import type { DefectScore, ZooScore } from "./score.ts";

/** One defect on one line, as it is scored. */
export function scoreLine(score: DefectScore): string {
  const { id, found, seeds, cpuMs, property, why, propertyRight } = score;
  if (!found)
    return `${id}: not found in ${seeds} runs, ${secondsText(cpuMs)} of CPU${why === undefined ? "" : ` (${why})`}`;
  const right = propertyRight ? "" : `; ${rightWords(score)}`;
  return `${id}: ${property} in run ${seeds}, ${secondsText(cpuMs)} of CPU${right}; ${shrinkWords(score)}`;
}

/** The score as a table, and what it comes to. */
export function scoreText(zoo: ZooScore, look: Look): string {
  const { strong, bad, good } = look.paint;
  const rows = zoo.defects.map((one) => [one.id, scoreLine(one).slice(one.id.length + 2)].map(printable));
  const { defects } = zoo;
  const found = defects.filter((one) => one.found);
  const within = found.filter(isWithin);
  const over = found.filter((one) => !isWithin(one));
  const other = found.filter((one) => !one.propertyRight);
  const lines = [
    `${found.length} of ${defects.length} found in at most ${zoo.seedsMax} runs each`,
    `${within.length} of ${found.length} shortened to their limit${over.length === 0 ? "" : `; not: ${names(over)}`}`,
    `median shrink ${secondsText(median(found.map((one) => one.shrinkCpuMs ?? 0)))} of CPU`,
    ...(other.length === 0 ? [] : [`another property than the one named broke first: ${names(other)}`]),
    ...(zoo.interrupted ? [bad("interrupted: entries are missing")] : []),
  ];
  const mark = found.length === defects.length && over.length === 0 ? good : bad;
  return [
    "",
    strong("The zoo"),
    ...table(rows, look.columns),
    "",
    ...(zoo.unmeasured.length === 0
      ? []
      : [
          strong("Not measured"),
          ...table(
            zoo.unmeasured.map(({ id, why }) => [id, printable(why)]),
            look.columns,
          ),
          "",
        ]),
    ...lines.map((line, index) => (index === 0 ? mark(line) : line)),
    "",
  ].join("\n");
}

/** Is what is left of it no more than its limit? */
export function isWithin({ shrunkEvents, limitEvents }: DefectScore): boolean {
  return shrunkEvents !== null && shrunkEvents <= limitEvents;
}

/** CPU time as people say it. */
export function secondsText(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** The middle of some numbers, 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function rightWords({ seedsToRight, shrunkProperty }: DefectScore): string {
  return seedsToRight === null ? "what is named for it never broke" : `${shrunkProperty} in run ${seedsToRight}`;
}

function shrinkWords({ shrunkEvents, limitEvents, shrinkCpuMs, isMinimal, shrunkNodes }: DefectScore): string {
  const minimal = isMinimal === true ? "" : ", budget spent";
  return `shortened to ${shrunkEvents} events (limit ${limitEvents}) on ${shrunkNodes} nodes in ${secondsText(shrinkCpuMs ?? 0)}${minimal}`;
}

function names(scores: readonly DefectScore[]): string {
  return scores.map(({ id }) => id).join(", ");
}
