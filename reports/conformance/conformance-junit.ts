import { printable } from "../printable.ts";
import { xmlAttributes, xmlText } from "../xml.ts";
import type { CheckedClause, ConformanceResult } from "./conformance-result.ts";

/** How a test viewer takes a clause. */
type End = "passed" | "failure" | "error" | "skipped";

/**
 * A result as JUnit XML: one test case a clause. A mandatory clause that fails is a failure, one that could not be
 * established an error; recommended ones that fail are skipped tests with the reason, so that no viewer turns red.
 */
export function conformanceJunit(result: ConformanceResult): string {
  const { clauses, profile, version, command, hooks, outcome, reproduce, tookMs } = result;
  const count = (end: End): number => clauses.filter((clause) => endOf(clause) === end).length;
  const totals = {
    tests: clauses.length,
    failures: count("failure"),
    errors: count("error"),
    skipped: count("skipped"),
    time: seconds(tookMs),
  };
  const about = { version, profile, command: command.join(" "), hooks: hooks.name, outcome, reproduce };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${xmlAttributes({ name: "cluster-sim", ...totals })}>`,
    `  <testsuite${xmlAttributes({ name: profile, ...totals })}>`,
    "    <properties>",
    ...Object.entries(about).map(([name, value]) => `      <property${xmlAttributes({ name, value })}/>`),
    "    </properties>",
    ...clauses.flatMap((clause) => caseLines(clause, profile)),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function caseLines(clause: CheckedClause, profile: string): string[] {
  const { id, name, level, verdict, because, tookMs, claim, source, transcript } = clause;
  const head = xmlAttributes({ classname: `${profile}.${level}`, name: `${id} ${name}`, time: seconds(tookMs) });
  const end = endOf(clause);
  if (end === "passed") return [`    <testcase${head}/>`];
  const message = xmlAttributes({
    message: verdict === "fail" && end === "skipped" ? `recommended, fails: ${because}` : `${verdict}: ${because}`,
  });
  const happened = transcript.map(({ atMs, text }) => `${(atMs / 1_000).toFixed(3)} s ${text}`);
  const body = [`claim: ${claim}`, `source: ${source}`, ...happened].map(printable).join("\n");
  const mark = end === "skipped" ? `<skipped${message}/>` : `<${end}${message}>${xmlText(body)}</${end}>`;
  return [`    <testcase${head}>`, `      ${mark}`, "    </testcase>"];
}

function endOf({ verdict, level }: CheckedClause): End {
  if (verdict === "pass") return "passed";
  if (level === "recommended" || verdict === "not applicable") return "skipped";
  return verdict === "fail" ? "failure" : "error";
}

function seconds(ms: number): number {
  return Math.round(ms) / 1_000;
}
