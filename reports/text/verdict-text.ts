import type { Look } from "../paint.ts";
import { printable } from "../printable.ts";
import { clockText, durationText } from "../time-text.ts";
import type { PropertyVerdict, RunVerdict, WitnessVerdict } from "../verdict.ts";
import { table } from "./table.ts";
import { hang, wrap } from "./wrap.ts";

/** What became of each property: the violated ones with their reasons, the first one first, the others by name. */
export function propertiesText(properties: readonly PropertyVerdict[], look: Look): string[] {
  const of = (verdict: PropertyVerdict["verdict"]): PropertyVerdict[] =>
    properties.filter((property) => property.verdict === verdict);
  return [
    ...of("violated")
      .sort((a, b) => (a.atUs ?? 0) - (b.atUs ?? 0))
      .flatMap((property) => violation(property, look)),
    ...of("unknown").flatMap((property) => reasons(`  unknown   ${property.name}`, property.why, look)),
    ...names("holds", of("holds"), look),
    ...notApplicable(of("not-applicable"), look),
  ];
}

/** By the reason: most of them are shared. */
function notApplicable(properties: readonly PropertyVerdict[], look: Look): string[] {
  const byReason = new Map<string, string[]>();
  for (const { name, why } of properties) {
    const reason = why.join(" ");
    byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
  }
  return [...byReason].flatMap(([reason, all]) => [
    ...hang("  not applicable: ", printable(reason), look.columns),
    ...hang("            ", all.join(", "), look.columns),
  ]);
}

/** The lengths of time and counts that were measured, whatever the verdict. */
export function measuresText(measures: Readonly<Record<string, number>>, columns: number): string[] {
  return table(
    Object.entries(measures).map(([name, value]) => measureRow(name, value)),
    columns,
  );
}

/** A measure with its unit: names that end in Us are lengths of time. */
function measureRow(name: string, value: number): [name: string, value: string] {
  // A length of time that could not be measured, because what ends it never came.
  if (value < 0) return [name.replace(/Us$/, ""), "never"];
  return name.endsWith("Us") ? [name.slice(0, -2), durationText(value)] : [name, String(value)];
}

/** Which witnesses one run saw; only a campaign must see them all. */
export function witnessesText(witnesses: readonly WitnessVerdict[], columns: number): string[] {
  const seen = witnesses.filter((one) => one.seen > 0).map((one) => one.name);
  return hang("  seen      ", seen.length === 0 ? "none" : seen.join(", "), columns);
}

/** The last lines: the fingerprint of the trace, the verdict and the command that does it again. */
export function closingText(verdict: RunVerdict, look: Look): string[] {
  const mark = verdict.exitCode === 0 ? look.paint.good : look.paint.bad;
  return [
    `trace ${verdict.traceHash}`,
    `seed ${printable(verdict.seed)}: ${mark(verdict.verdict)} (exit ${verdict.exitCode})`,
    `reproduce: ${printable(verdict.reproduce)}`,
  ];
}

function violation(property: PropertyVerdict, look: Look): string[] {
  const when = property.atUs === null ? "" : ` at ${clockText(property.atUs)}`;
  return reasons(`  ${look.paint.bad("violated")}  ${property.name}${when}`, property.why, look);
}

function reasons(head: string, why: readonly string[], look: Look): string[] {
  return [
    head,
    ...why.flatMap((sentence) => wrap(printable(sentence), look.columns - 12).map((line) => `            ${line}`)),
  ];
}

function names(word: string, properties: readonly PropertyVerdict[], look: Look): string[] {
  if (properties.length === 0) return [];
  return hang(`  ${word}  `.padEnd(12), properties.map((property) => property.name).join(", "), look.columns);
}
