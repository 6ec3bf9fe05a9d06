import type { Comparison, DesignResult } from "./comparison.ts";
import { valueText } from "./measures.ts";

/** What was violated, and in how many runs. */
export function violationWords({ violations, unknownRuns }: DesignResult): string {
  const parts = violations.map(({ property, runs, seeds }) => `${property} in ${runs} (seeds ${seeds.join(", ")})`);
  if (unknownRuns > 0) parts.push(`not all could be judged in ${unknownRuns}`);
  return parts.length === 0 ? "none" : parts.join("; ");
}

/** Percentiles of a measure. */
export function distributionWords(name: string, { measures }: DesignResult): string {
  const of = measures[name];
  if (of === undefined) return "";
  const text = (value: number): string => valueText(name, value);
  return `median ${text(of.median)}, 95 % ${text(of.p95)}, max ${text(of.max)}, mean ${text(of.mean)}`;
}

/** How a measure differs from that of the first design, run by run; empty for the first itself. */
export function differenceWords(name: string, { differences }: DesignResult, first: string): string {
  const of = differences[name];
  if (of === undefined) return "";
  const mean = of.mean > 0 ? `+${valueText(name, of.mean)}` : valueText(name, of.mean);
  return `; than ${first}: less in ${of.less}, same in ${of.same}, more in ${of.more}, mean ${mean}`;
}

/** What was left out: what, how often, why. */
export function leftOutWords({ what, why, faults }: Comparison["leftOut"][number]): [what: string, why: string] {
  return [what, `${faults === null ? "not drawn" : `${faults} fault${faults === 1 ? "" : "s"}`}: ${why}`];
}

/** Fail-overs that took longer than the budget. */
export function budgetWords({ budget }: DesignResult): string {
  if (budget === undefined) return "";
  const { runs, beyond } = budget;
  if (runs === 0) return "no fail-over in any run";
  return `${beyond} of ${runs} runs with a fail-over beyond it (${Math.round((beyond * 1000) / runs) / 10} %)`;
}

/** Every fail-over of an address, and how many took longer than the budget. */
export function addressFailOverWords({ addressFailOversUs: of, addressBudget }: DesignResult): string {
  if (of.n === 0) return "no fail-over of an address in any run";
  const text = (value: number): string => valueText("Us", value);
  const all = `${of.n}: median ${text(of.median)}, 90 % ${text(of.p90)}, 95 % ${text(of.p95)}, 99 % ${text(of.p99)}, max ${text(of.max)}`;
  if (addressBudget === undefined) return all;
  const { failOvers, beyond } = addressBudget;
  return `${all}; ${beyond} beyond the budget (${Math.round((beyond * 1000) / failOvers) / 10} %)`;
}
