import { counted } from "../count-text.ts";
import type { Look } from "../paint.ts";
import { printable } from "../printable.ts";
import { hang, table } from "../text/index.ts";
import { clauseStory } from "./clause-text.ts";
import { conformanceExit } from "./conformance-outcome.ts";
import type { CheckedClause, ConformanceAbout, ConformanceResult } from "./conformance-result.ts";
import { millisecondsText } from "./milliseconds.ts";

const verdicts = ["pass", "fail", "not applicable", "not established"] as const;
const marks = ["pass", "fail", "n/a", "open"] as const;

/** What is known before the first clause. */
export function conformanceHead(about: ConformanceAbout, look: Look): string {
  const { version, profile, command, limitsMs } = about;
  const limits = Object.entries(limitsMs).map(([name, ms]) => `${name} ${millisecondsText(ms)}`);
  const rows = [["program", printable(command.join(" "))], hooksRow(about.hooks), ["limits", limits.join(", ")]];
  return lines([
    `${profile}: ${counted(about.clausesInProfile, "clause")}  (cluster-sim ${version})`,
    "",
    ...table(rows, look.columns),
    "",
  ]);
}

/** Call-outs live among stubs: there is no lock to do anything to. */
function hooksRow({ name, can, leaseMs }: ConformanceAbout["hooks"]): string[] {
  if (name === "stubs") return ["runs", "in a sandbox, among stubs of the programs that it calls"];
  const lease = leaseMs === null ? "no lease" : `lease ${millisecondsText(leaseMs)}`;
  return ["hooks", printable(`${name} (${lease}): ${can.join(", ") || "nothing can be done to the lock"}`)];
}

/** What came of it: counts, the stories of what did not pass, margins, the model, and the outcome in the last lines. */
export function conformanceSummary(result: ConformanceResult, look: Look): string {
  const { strong } = look.paint;
  const broken = result.clauses.filter(({ verdict }) => verdict === "fail");
  const open = result.clauses.filter(({ verdict, level }) => verdict === "not established" && level === "mandatory");
  // What waits for another clause has no story of its own.
  const told = [...broken, ...open.filter(({ transcript }) => transcript.length > 0)];
  return lines([
    ...told.flatMap((clause) => ["", ...clauseStory(clause, look)]),
    ...marginsText(result, look),
    ...modelText(result, look),
    "",
    strong("Summary"),
    ...table(
      [["", ...marks, ""], countsRow("mandatory", result.clauses), countsRow("recommended", result.clauses)],
      look.columns,
    ),
    ...(open.length > 0 ? ["  open: could not be established"] : []),
    "",
    ...closing(result, look),
  ]);
}

function countsRow(level: CheckedClause["level"], clauses: readonly CheckedClause[]): string[] {
  const own = clauses.filter((clause) => clause.level === level);
  const counts = verdicts.map((verdict) => own.filter((clause) => clause.verdict === verdict).length);
  const failed = own.filter(({ verdict }) => verdict === "fail").map(({ name }) => name);
  return [level, ...counts.map(String), failed.length === 0 ? "" : `fails ${failed.join(", ")}`];
}

function marginsText({ margins }: ConformanceResult, { columns, paint }: Look): string[] {
  if (margins.length === 0) return [];
  const rows = margins.map(({ name, measuredMs, modelMs, knob }) => [
    millisecondsText(measuredMs),
    modelMs === undefined ? "" : millisecondsText(modelMs),
    printable(knob === undefined ? name : `${name} (${knob})`),
  ]);
  return [
    "",
    paint.strong("Margins"),
    ...table([["measured", "simulator", "longest time from what was done to what was seen"], ...rows], columns),
  ];
}

function modelText({ model }: ConformanceResult, { columns, paint }: Look): string[] {
  if (model === null) return [];
  const rows = model.notTaken.map(({ transition, because }) => [printable(transition), printable(because)]);
  const notTaken = rows.length === 0 ? [] : ["  from outside nobody can cause:", ...table(rows, columns)];
  const drawing = model.drawing === "" ? [] : model.drawing.split("\n").map((line) => `  ${printable(line)}`);
  return [
    "",
    paint.strong("The simulator's chart"),
    ...hang("  ", printable(`${model.verdict}: ${model.because}`), columns),
    ...notTaken,
    ...drawing,
  ];
}

function closing(result: ConformanceResult, { paint, columns }: Look): string[] {
  const { clauses, clausesInProfile, outcome, interrupted, tookMs, reproduce } = result;
  const some = clauses.length < clausesInProfile ? `${clauses.length} of ${counted(clausesInProfile, "clause")}: ` : "";
  const soFar = outcome === "not conformant" ? outcome : "nothing failed so far";
  const words = interrupted ? `interrupted; ${soFar}` : outcome;
  const colour = outcome === "conformant" ? paint.good : outcome === "not conformant" ? paint.bad : paint.fault;
  return [
    `${some}${colour(words)} (exit ${conformanceExit(result)}), ${millisecondsText(tookMs)}`,
    ...hang("reproduce: ", printable(reproduce), Math.max(columns, reproduce.length + 11)),
  ];
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join("");
}
