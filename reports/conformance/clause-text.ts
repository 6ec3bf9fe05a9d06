import type { Look, Paint } from "../paint.ts";
import { printable } from "../printable.ts";
import { hang } from "../text/index.ts";
import type { CheckedClause } from "./conformance-result.ts";
import { measuredText } from "./milliseconds.ts";

/** Lines of a transcript that are told from its beginning and from its end. */
const [FIRST, LAST] = [40, 20];
const INDENT = "               ";

/** A clause that was checked: number, verdict, name, times; below it why, unless it passed. */
export function clauseText(clause: CheckedClause, look: Look): string[] {
  const { id, name, level, because, measuredMs } = clause;
  const mark = markOf(clause);
  const times = printable(measuredText(measuredMs));
  const words = [name, ...(level === "recommended" ? ["(recommended)"] : []), ...(times === "" ? [] : [`· ${times}`])];
  // Colours come after the lines are broken: they take no room.
  const [first = "", ...others] = hang(`${id}  ${mark.padEnd(4)}  `, words.join(" "), look.columns);
  const painted = first.replace(mark, () => colourOf(clause, look.paint)(mark));
  const why = clause.verdict === "pass" ? [] : hang(INDENT, printable(because), look.columns);
  return [painted, ...others, ...why];
}

/** A clause that failed or could not be established, in full: what it claims, why it matters where, what happened. */
export function clauseStory(clause: CheckedClause, look: Look): string[] {
  const { id, name, level, claim, source, because } = clause;
  const told = (word: string, text: string): string[] => hang(`  ${word.padEnd(8)}`, printable(text), look.columns);
  return [
    look.paint.strong(`${id} ${name} (${level})`),
    ...told("claim", claim),
    ...told("seen", because),
    ...told("source", source),
    ...transcriptText(clause.transcript, look.columns),
  ];
}

function transcriptText(transcript: CheckedClause["transcript"], columns: number): string[] {
  const left = transcript.length - FIRST - LAST;
  const line = ({ atMs, text }: CheckedClause["transcript"][number]): string[] =>
    hang(`  ${(atMs / 1_000).toFixed(3).padStart(8)} s  `, printable(text), columns);
  if (left <= 0) return transcript.flatMap(line);
  return [
    ...transcript.slice(0, FIRST).flatMap(line),
    `  … ${left} lines left out`,
    ...transcript.slice(-LAST).flatMap(line),
  ];
}

/** `open` is what could not be established. */
function markOf({ verdict, level }: CheckedClause): string {
  if (verdict === "fail") return level === "mandatory" ? "FAIL" : "fail";
  return { pass: "pass", "not applicable": "n/a", "not established": "open" }[verdict];
}

function colourOf({ verdict, level }: CheckedClause, paint: Paint): Paint["good"] {
  if (verdict === "pass") return paint.good;
  if (verdict === "fail") return level === "mandatory" ? paint.bad : paint.fault;
  return verdict === "not established" ? paint.fault : paint.dim;
}
