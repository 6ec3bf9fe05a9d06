import type { CampaignRecord, FailureRecord, Occurrences } from "../campaign/index.ts";
import { EXIT } from "../exit-code.ts";
import type { Look } from "../paint.ts";
import { printable } from "../printable.ts";
import { closingLines, tallyLines } from "./campaign-report.ts";
import { countText, percentText } from "./number-text.ts";
import { hang, wrap } from "./wrap.ts";

/** So many seeds of a failure are named; the record has more. */
const SEEDS_SHOWN = 10;

const HOUR_US = 3_600_000_000;

/**
 * The summary of a campaign from its record: failures by kind, tables, what the runs say about those not made.
 *
 * @param file the record, as a user would type it
 */
export function campaignRecordText(record: CampaignRecord, look: Look, file: string): string {
  const { runsAsked, outOfMemory, crashed } = record;
  return [
    ...failureLines(record, look, file),
    ...tallyLines({ ...record, runsAsked: runsAsked - outOfMemory.count - crashed.count }, look),
    "",
    look.paint.strong("What this says"),
    ...statements(record, file).flatMap((line) => hang("  ", line, look.columns)),
    ...record.doubts.flatMap((line) => hang("  inconclusive: ", printable(line), look.columns)),
    "",
    ...closingLines(record, look),
    `record: ${printable(file)}`,
    "",
  ].join("\n");
}

function failureLines({ failures, failed, runs }: CampaignRecord, look: Look, file: string): string[] {
  if (failures.length === 0) return [];
  const kinds = failures.length === 1 ? "1 kind" : `${failures.length} kinds`;
  return [
    "",
    look.paint.strong(`Failures: ${kinds} in ${countText(failed)} of ${countText(runs)} runs`),
    ...failures.flatMap((failure) => oneFailure(failure, look, file)),
  ];
}

function oneFailure(failure: FailureRecord, { paint, columns }: Look, file: string): string[] {
  const { id, property, count, seeds, why, folder, reproduce, cleanRuns, exitCode } = failure;
  // Only what violates a property can be shortened.
  const isShort = exitCode === EXIT.safety || exitCode === EXIT.liveness;
  const shown = seeds.slice(0, SEEDS_SHOWN).map(printable).join(", ");
  const more = count > SEEDS_SHOWN ? ` and ${countText(count - SEEDS_SHOWN)} more in ${printable(file)}` : "";
  const told = [
    printable(why[0]?.split("\n")[0] ?? ""),
    `seeds ${shown}${more}`,
    `after a fix, ${countText(cleanRuns)} clean runs exclude the former rate at 95 %`,
    ...(folder === undefined
      ? []
      : [`written to ${printable(folder)}`, ...(isShort ? [`the short one to ${printable(folder)}/shrunk`] : [])]),
  ];
  return [
    `  ${paint.bad(property)}  ${id}, in ${countText(count)} runs`,
    ...told.filter((line) => line !== "").flatMap((line) => wrap(line, columns - 4).map((part) => `    ${part}`)),
    `    ${printable(reproduce)}`,
  ];
}

/** Sentences about rates, second runs, the canary and seeds that could not be judged. */
function statements(record: CampaignRecord, file: string): string[] {
  const { runs, determinism, canary, outOfMemory, crashed, simulatedUs } = record;
  return [
    rateWords(record),
    `${countText(determinism.checked)} of ${countText(runs)} run twice: ${countText(determinism.mismatches)} mismatches`,
    ...(canary?.seed == null ? [] : [`the canary ${canary.defect} was found by seed ${printable(canary.seed)}`]),
    ...(canary === null ? ["no canary: nothing shows that a defect would be found"] : []),
    ...aside("ran out of memory", outOfMemory, file),
    ...aside("ended their workers twice", crashed, file),
    `${(simulatedUs / HOUR_US).toFixed(1)} hours of clusters were simulated`,
  ];
}

function rateWords({ failed, runs, failureRate: { observed, from, to } }: CampaignRecord): string {
  if (runs === 0) return "no run, so nothing is known about the failure rate";
  if (failed === 0)
    return `${countText(runs)} runs without a failure: a failure rate above ${percentText(to)} is excluded at 95 %`;
  return `${countText(failed)} of ${countText(runs)} runs failed: ${percentText(observed)}, at 95 % between ${percentText(from)} and ${percentText(to)}`;
}

function aside(what: string, { count, first }: Occurrences, file: string): string[] {
  if (count === 0) return [];
  const shown = first.slice(0, SEEDS_SHOWN).map(({ seed }) => printable(seed));
  const more = count > shown.length ? ` and ${countText(count - shown.length)} more in ${printable(file)}` : "";
  return [`${countText(count)} seeds ${what}, neither passes nor failures: ${shown.join(", ")}${more}`];
}
