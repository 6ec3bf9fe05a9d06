import { graceSentences, type Judged, type TermName, type WindowTerms } from "../../model/index.ts";
import type { Look } from "../paint.ts";
import { printable } from "../printable.ts";
import { hang, table, wrap } from "../text/index.ts";
import { durationText } from "../time-text.ts";
import type { Advice, AdvisedCondition, AdvisedDesign } from "./advice.ts";

/** Times, designs, conditions and witnesses, for a terminal. */
export function adviceText({ because, reproduce, terms, designs }: Advice, look: Look): string {
  const { strong } = look.paint;
  const used = termsUsed(designs);
  const rows = Object.values(terms)
    .filter(({ name }) => used.has(name))
    .map((term) => [term.name, rangeText(term.leastUs, term.mostUs), `${term.sentence} (${term.source})`]);
  return [
    ...(rows.length === 0 ? [] : ["", strong("Times"), ...table(rows, look.columns)]),
    "",
    ...wrap(`Designs of grace: ${printable(because)}.`, look.columns),
    ...designs.flatMap((design) => designLines(design, terms, look)),
    "",
    printable(`reproduce: ${reproduce}`),
    "",
  ].join("\n");
}

function termsUsed(designs: readonly AdvisedDesign[]): ReadonlySet<TermName> {
  const sums = designs.flatMap(({ conditions }) => conditions.map(({ inequality }) => inequality));
  return new Set(sums.flatMap((sum) => (sum === null ? [] : [...sum.greater, ...sum.lesser])));
}

function designLines({ grace, isEmpty, conditions }: AdvisedDesign, terms: WindowTerms, look: Look): readonly string[] {
  const { strong, good, bad } = look.paint;
  const head = hang("", `${grace}: ${graceSentences[grace]}`, look.columns).map(strong);
  return [
    "",
    ...head,
    ...conditions.flatMap((condition) => conditionLines(condition, terms, look)),
    isEmpty ? `  ${good("the window is empty")}` : `  ${bad("the window can be open")}`,
  ];
}

function conditionLines(condition: AdvisedCondition, terms: WindowTerms, look: Look): readonly string[] {
  const { window, title, judgement, inequality, why } = condition;
  const { good, bad } = look.paint;
  const word = judgement === "holds" ? "empty" : judgement === "fails" ? "open" : "may be open";
  const [first = "", ...more] = hang("  ", `${window} ${word}, ${title}`, look.columns);
  const painted = first.replace(word, judgement === "holds" ? good : bad);
  const lines = [why, ...(inequality === null ? [] : [sumText(inequality, terms)]), ...witnessText(condition)];
  return [painted, ...more, ...lines.flatMap((line) => hang("     ", printable(line), look.columns))];
}

function sumText({ greater, lesser, judgement, shortUs }: Judged, terms: WindowTerms): string {
  const side = (names: readonly TermName[], end: "leastUs" | "mostUs"): string =>
    names.map((name) => `${name} ${timeText(terms[name][end])}`).join(" + ");
  const total = (names: readonly TermName[], end: "leastUs" | "mostUs"): string =>
    names.length < 2 ? "" : ` = ${timeText(names.reduce((us, name) => us + terms[name][end], 0))}`;
  const short = Number.isFinite(shortUs) ? `, by ${durationText(shortUs)}` : "";
  const verdict = judgement === "holds" ? "holds" : judgement === "fails" ? `fails${short}` : `need not hold${short}`;
  return `${side(greater, "leastUs")} > ${side(lesser, "mostUs")}${total(lesser, "mostUs")}: ${verdict}`;
}

function witnessText({ witness, found, runs }: AdvisedCondition): readonly string[] {
  if (witness === undefined) return [];
  if (found === null) return [runs === 0 ? "witness: not looked for" : `witness: none found in ${runs} runs`];
  return [`witness: seed ${found.seed}, ${shownText(found)}`];
}

function shownText({ shows, loud, windowUs }: NonNullable<AdvisedCondition["found"]>): string {
  if (shows === "untold") return "a client whose server died was never told that another one is up";
  const open = windowUs > 0 ? `; a lock stood open for ${durationText(windowUs)}` : "";
  if (shows === "healthy") return `a client of a healthy server lost its lock${open}`;
  return `a client's lock was taken, ${loud ? "and both believed to have it" : "and it never learned of it"}${open}`;
}

function rangeText(leastUs: number, mostUs: number): string {
  if (leastUs === mostUs) return timeText(leastUs);
  if (leastUs > 0) return `${timeText(leastUs)} to ${timeText(mostUs)}`;
  return Number.isFinite(mostUs) ? `up to ${timeText(mostUs)}` : "unbounded";
}

function timeText(us: number): string {
  if (us === 0) return "0 s";
  return Number.isFinite(us) ? durationText(us) : "no end";
}
