import {
  graceSentences,
  type Judged,
  type Remedy,
  type TermName,
  type WindowName,
  type WindowTerms,
  windowSentences,
} from "../../model/index.ts";
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
    strong("Parts of the window"),
    ...table(windowsUsed(designs), look.columns),
    "",
    ...wrap(`Designs of grace: ${printable(because)}.`, look.columns),
    ...designs.flatMap((design) => designLines(design, terms, look)),
    "",
    printable(`reproduce: ${reproduce}`),
    "",
  ].join("\n");
}

function termsUsed(designs: readonly AdvisedDesign[]): ReadonlySet<TermName> {
  const sums = designs.flatMap(({ conditions }) =>
    conditions.flatMap(({ inequality, remedy }) => [inequality, remedy?.inequality ?? null]),
  );
  return new Set(sums.flatMap((sum) => (sum === null ? [] : [...sum.greater, ...sum.lesser])));
}

function windowsUsed(designs: readonly AdvisedDesign[]): readonly (readonly [WindowName, string])[] {
  const used = new Set(designs.flatMap(({ conditions }) => conditions.map(({ window }) => window)));
  return (Object.keys(windowSentences) as WindowName[])
    .filter((window) => used.has(window))
    .map((window) => [window, windowSentences[window]]);
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
  const { window, title, judgement, inequality, why, remedy } = condition;
  const { good, bad } = look.paint;
  const word = judgement === "holds" ? "empty" : judgement === "fails" ? "open" : "may be open";
  const [first = "", ...more] = hang("  ", `${window} ${word}, ${title}`, look.columns);
  const painted = first.replace(word, judgement === "holds" ? good : bad);
  const lines = [
    why,
    ...(inequality === null ? [] : [sumText(inequality, terms)]),
    ...remedyText(remedy, terms),
    ...witnessText(condition),
  ];
  return [
    painted,
    ...more,
    ...lines.flatMap((line) => hang("     ", printable(line), look.columns)),
    // A command is copied: it stands on one line.
    ...(condition.found === null ? [] : [printable(`       ${condition.found.reproduce}`)]),
  ];
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

function remedyText(remedy: Remedy | undefined, terms: WindowTerms): readonly string[] {
  if (remedy === undefined) return [];
  const { sentence, inequality } = remedy;
  return [`remedy: ${sentence}`, ...(inequality === undefined ? [] : [sumText(inequality, terms)])];
}

function witnessText({ witness, found, runs }: AdvisedCondition): readonly string[] {
  if (witness === undefined) return [];
  if (found === null) return [runs === 0 ? "witness: not looked for" : `witness: none found in ${runs} runs`];
  const { seed, property, exitCode } = found;
  return [`witness: seed ${seed}, ${shownText(found)}; ${property} is violated (exit ${exitCode}):`];
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
