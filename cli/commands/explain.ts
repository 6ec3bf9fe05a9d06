import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { EXIT, type ExitCode, explainText, type Likelihood, printable } from "../../reports/index.ts";
import { type ExplainProgress, explain, type Odds } from "../../sim/index.ts";
import type { Io } from "../io.ts";
import { integer } from "../options/integer.ts";
import { failureOf } from "../session/keep-failure.ts";
import { momentsOf, type ToldMoment } from "../session/moments.ts";
import { Progress } from "../session/progress.ts";
import { type RepeatedRun, repeatedRun } from "../session/repeat-run.ts";
import { rewriteReports } from "../session/rewrite-reports.ts";
import type { Failure } from "../session/shrunk-run.ts";
import { watcher } from "../session/watcher.ts";
import { UsageError } from "../usage-error.ts";

/** The options of `explain`, as typed. */
export interface ExplainFlags {
  readonly property?: string;
  readonly points: string;
  readonly tries: string;
  readonly json?: boolean;
}

/** Events of the kernel over all tries: about a minute. A shortened run needs a small part of it. */
const EVENTS_MAX = 40_000_000;

/** `cluster-sim explain`: when the failure of a saved run became likely; kept in its folder and in its reports. */
export async function explainSaved(io: Io, folder: string, flags: ExplainFlags): Promise<ExitCode> {
  const points = integer(flags.points, "--points", 2, 1_000);
  const tries = integer(flags.tries, "--tries", 1, 10_000);
  const repeated = await repeatedRun(folder, io.cwd, []);
  const failure = failing(repeated, folder, flags.property);
  const { plan, saved } = repeated;
  const moments = momentsOf(plan, saved.tape, failure.violatedAtUs);
  const tried = await tryMoments(
    io,
    explain(
      { scenario: plan.scenario, model: plan.model, tape: saved.tape, moments },
      { watch: () => watcher(plan, failure.property), points, tries, eventsMax: EVENTS_MAX },
    ),
    Math.min(points, moments.length) * tries * 2,
  );
  const likelihood = { property: failure.property, points: pointsOf(tried.odds, moments) };
  if (likelihood.points.length > 0) await keep(io, folder, likelihood);
  if (flags.json === true) io.out(`${JSON.stringify(likelihood)}\n`);
  else {
    io.out(explainText(likelihood, io.look));
    if (likelihood.points.length > 0) io.out(`\nwritten to ${printable(join(folder, "likelihood.json"))}\n`);
  }
  return tried.isInterrupted ? EXIT.interrupted : EXIT.holds;
}

/** What the run violates, or the reason why there is nothing to explain. */
function failing({ run, divergence }: RepeatedRun, folder: string, property: string | undefined): Failure {
  if (divergence !== undefined) throw new UsageError(`explain: ${folder} cannot be repeated: ${divergence}`);
  const failure = failureOf(run, property);
  if (failure !== undefined) return failure;
  const violated = run.verdict.properties.filter(({ verdict }) => verdict === "violated").map(({ name }) => name);
  if (violated.length === 0) throw new UsageError(`explain: the run in ${folder} violates nothing`);
  throw new UsageError(`--property ${property}: the run violates ${violated.join(", ")}; give one of these`);
}

/** Goes on until all is tried or somebody presses Ctrl-C: what there is by then counts. */
async function tryMoments(io: Io, tries: Generator<ExplainProgress, void>, most: number) {
  const progress = new Progress(io, most);
  let isInterrupted = false;
  const settle = io.onInterrupt(() => {
    isInterrupted = true;
  });
  let odds: readonly Odds[] = [];
  for (const step of tries) {
    odds = step.odds;
    progress.show(
      step.done,
      odds.reduce((sum, { failed }) => sum + failed, 0),
    );
    await io.breathe();
    if (isInterrupted) break;
  }
  settle();
  progress.clear();
  return { odds, isInterrupted };
}

function pointsOf(odds: readonly Odds[], moments: readonly ToldMoment[]): Likelihood["points"] {
  return odds.flatMap(({ moment, ...counts }) => {
    const told = moments[moment];
    return told === undefined ? [] : [{ atUs: told.atUs, what: told.what, ...counts }];
  });
}

/** Leaves it in the folder, and in the reports there. */
async function keep(io: Io, folder: string, likelihood: Likelihood): Promise<void> {
  const path = join(folder, "likelihood.json");
  try {
    writeFileSync(resolve(io.cwd, path), `${JSON.stringify(likelihood, null, 2)}\n`);
  } catch (error) {
    throw new UsageError(`explain: cannot write ${path} (${(error as NodeJS.ErrnoException).code})`);
  }
  await rewriteReports(io, folder);
}
