import { printable } from "../printable.ts";
import type { CheckedClause, ConformanceResult } from "./conformance-result.ts";

/**
 * A result as TAP: what a reader of version 14 takes and one of version 13 too, such as the `prove` of older systems,
 * which refuses a higher number in the first line.
 *
 * A recommended clause that fails is a TODO: told, and no reader fails because of it. A mandatory one that could not be
 * established is not ok.
 */
export function conformanceTap(result: ConformanceResult): string {
  const { clauses, interrupted } = result;
  return [
    tapHead(),
    ...clauses.map(tapLines),
    ...(interrupted ? ["Bail out! interrupted\n"] : [`1..${clauses.length}\n`]),
  ].join("");
}

/** The first line. */
function tapHead(): string {
  return "TAP version 13\n";
}

function tapLines(clause: CheckedClause, index: number): string {
  const { id, name, because, verdict, transcript, level } = clause;
  const isBroken = verdict === "fail" || (verdict === "not established" && level === "mandatory");
  const told = {
    level,
    verdict,
    claim: clause.claim,
    because,
    source: clause.source,
    measuredMs: clause.measuredMs,
    tookMs: Math.round(clause.tookMs),
    ...(isBroken ? { transcript: transcript.map(({ atMs, text }) => `${(atMs / 1_000).toFixed(3)} s ${text}`) } : {}),
  };
  const block = Object.entries(told).map(([key, value]) => `  ${key}: ${json(value)}\n`);
  return `${isBroken ? "not ok" : "ok"} ${index + 1} - ${described(id)} ${described(name)}${directive(clause)}\n  ---\n${block.join("")}  ...\n`;
}

function directive({ verdict, level, because }: CheckedClause): string {
  if (verdict === "not applicable") return ` # SKIP not applicable: ${described(because)}`;
  if (level === "mandatory" || verdict === "pass") return "";
  return verdict === "fail"
    ? ` # TODO recommended: ${described(because)}`
    : ` # SKIP not established: ${described(because)}`;
}

function described(text: string): string {
  return printable(text).replace(/[\\#]/g, "\\$&");
}

/** JSON is YAML too: whatever a text holds, it stays within its quotes and on its line. */
function json(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === "string" ? printable(inner) : inner));
}
