import { type PropertyTally, WITNESSES_BIND_FROM, type WitnessTally } from "../campaign/index.ts";
import type { CampaignFailure } from "../campaign-failure.ts";
import type { CampaignResult } from "../campaign-result.ts";
import { counted } from "../count-text.ts";
import { printable } from "../printable.ts";
import { xmlAttributes, xmlText } from "../xml.ts";

/** One test case: how it ended, and its lines. */
interface Case {
  readonly end: "passed" | "failure" | "error" | "skipped";
  readonly lines: readonly string[];
}

/**
 * A campaign as JUnit XML: one test case a property, one a witness, and one for each failure of another kind
 * (diverged, out of time). A violated property fails; what could not be judged is an error.
 *
 * @example
 * writeFileSync("junit.xml", junitXml({ name: "lock fcntl", campaign, failures }));
 */
export function junitXml(result: CampaignResult): string {
  const { name, campaign, failures, seconds = 0 } = result;
  const named = new Set(campaign.properties.map((property) => property.name));
  const others = failures.filter((failure) => !named.has(failure.property));
  const cases = [
    ...campaign.properties.map((property) => propertyCase(property, result)),
    ...campaign.witnesses.map((witness) => witnessCase(witness, result)),
    ...others.map((failure) => caseOf(result, "runs", failure.property, "failure", "", [failure])),
  ];
  const count = (end: Case["end"]): number => cases.filter((one) => one.end === end).length;
  const counts = { tests: cases.length, failures: count("failure"), errors: count("error"), skipped: count("skipped") };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${xmlAttributes({ name: "cluster-sim", ...counts, time: seconds })}>`,
    `  <testsuite${xmlAttributes({ name, ...counts, time: seconds })}>`,
    ...propertiesOf(result).map((line) => `    ${line}`),
    ...cases.flatMap(({ lines }) => lines.map((line) => `    ${line}`)),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function propertiesOf({ campaign }: CampaignResult): string[] {
  const { seed, version, modelHash, runs, runsAsked, verdict, assumptions, reproduce } = campaign;
  const values = { seed, version, modelHash, runs, runsAsked, verdict, assumptions: assumptions.join(" "), reproduce };
  return propertyLines(values);
}

function propertyLines(values: Readonly<Record<string, string | number>>): string[] {
  const lines = Object.entries(values).map(([name, value]) => `  <property${xmlAttributes({ name, value })}/>`);
  return ["<properties>", ...lines, "</properties>"];
}

function propertyCase(property: PropertyTally, result: CampaignResult): Case {
  const { name, applicable, violated, unknown } = property;
  const failures = result.failures.filter((failure) => failure.property === name);
  const of = (count: number): string => `${count} of ${counted(result.campaign.runs, "run")}`;
  if (!applicable) return caseOf(result, "properties", name, "skipped", "not applicable", []);
  if (violated > 0) return caseOf(result, "properties", name, "failure", `violated in ${of(violated)}`, failures);
  if (unknown > 0) return caseOf(result, "properties", name, "error", `unknown in ${of(unknown)}`, failures);
  return caseOf(result, "properties", name, "passed", "", []);
}

function witnessCase({ name, applicable, seenInRuns }: WitnessTally, result: CampaignResult): Case {
  const { runs, runsAsked } = result.campaign;
  if (!applicable) return caseOf(result, "witnesses", name, "skipped", "not applicable", []);
  if (seenInRuns > 0) return caseOf(result, "witnesses", name, "passed", "", []);
  const end = runsAsked >= WITNESSES_BIND_FROM ? "error" : "skipped";
  return caseOf(result, "witnesses", name, end, `never seen in ${counted(runs, "run")}`, []);
}

/** A test case with what its failures have to say; the first one gives the seed. */
function caseOf(
  { name: suite, campaign }: CampaignResult,
  group: string,
  name: string,
  end: Case["end"],
  message: string,
  failures: readonly CampaignFailure[],
): Case {
  const head = xmlAttributes({ classname: `${suite}.${group}`, name, time: 0 });
  const [first] = failures;
  const why = message === "" && first !== undefined ? `${first.property} in ${counted(first.count, "run")}` : message;
  const body = [`reproduce: ${first?.reproduce ?? campaign.reproduce}`, ...failures.flatMap(failureLines)];
  const mark = `<${end}${xmlAttributes({ message: why })}`;
  const ending = end === "skipped" ? [`${mark}/>`] : [`${mark}>${xmlText(body.map(printable).join("\n"))}</${end}>`];
  const lines = [
    `<testcase${head}>`,
    ...propertyLines({ seed: first?.seed ?? campaign.seed }).map((line) => `  ${line}`),
    ...(end === "passed" ? [] : ending.map((line) => `  ${line}`)),
    "</testcase>",
  ];
  return { end, lines };
}

function failureLines({ signature, seed, count, why, reproduce, folder }: CampaignFailure): string[] {
  return [
    "",
    `${signature}: seed ${seed}, ${counted(count, "run")}`,
    ...why,
    `reproduce: ${reproduce}`,
    ...(folder === undefined ? [] : [`written to ${folder}`]),
  ];
}
