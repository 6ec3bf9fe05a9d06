import {
  campaignReport,
  type ExitCode,
  epilogueText,
  headerText,
  type Kept,
  prologueText,
} from "../../reports/index.ts";
import { withTape } from "../../sim/index.ts";
import type { Io } from "../io.ts";
import { durationUs } from "../options/duration.ts";
import { integer } from "../options/integer.ts";
import { momentUs } from "../options/moment.ts";
import { knownNames } from "../options/names.ts";
import { type RunFlags, requestOf } from "../options/run-flags.ts";
import { checkOut } from "../session/check-out.ts";
import { tellConfigured } from "../session/configured-text.ts";
import { type Explored, type Extent, exploreAll } from "../session/explore-all.ts";
import { readDefects, settled } from "../session/inputs.ts";
import { keepFailure } from "../session/keep-failure.ts";
import { type Plan, planner, planOf } from "../session/plan.ts";
import { reproduceLine } from "../session/reproduce.ts";
import { version } from "../version.ts";

interface ExploreFlags extends RunFlags {
  readonly vary: string;
  readonly decisions: string;
  readonly from: string;
  readonly shifts: string;
  readonly shift: string;
  readonly runsMax: string;
}

const streams = ["network", "local", "exec", "storage", "script"] as const;
/** More than 2^40 runs nobody waits for. */
const DECISIONS_MAX = 40;
const SHIFTS_MAX = 1_000_000;
const RUNS_MAX = 100_000_000;

/** `cluster-sim explore`: every combination of some decisions, up to a bound; the first violation ends it. */
export async function explore(io: Io, flags: ExploreFlags): Promise<ExitCode> {
  const extent = extentOf(flags);
  const [request, scenario] = await settled(requestOf(flags, io), flags.seed !== undefined, io.cwd);
  checkOut(flags.out, io.cwd);
  if (flags.json !== true) io.out(`${headerText(request.seed, version())}\n`);
  tellConfigured(io, request.configured, flags.json === true);
  const overrides = await readDefects(request.defects, io.cwd);
  const plan = planner(request, { scenario, defects: overrides })(request.seed);
  const explored = exploreAll(plan, extent, reproduceLine("explore", request, request.seed, extentFlags(flags)));
  const { exploration, summary, failure } = explored;
  const keeping = { out: flags.out, defects: request.defects, overrides, shrinks: flags.shrink ?? true };
  const kept = failure === undefined ? undefined : keepFailure(io, asExplored(failure), failure.run, keeping);
  if (flags.json === true) io.out(`${JSON.stringify({ ...summary, explored: { ...exploration, ...extent } })}\n`);
  else tell(io, plan, extent, explored, kept);
  return summary.exitCode;
}

/** The seed does not make the decisions that were varied: they stand in the scenario. */
function asExplored({ plan, run }: NonNullable<Explored["failure"]>): Plan {
  return planOf(withTape(plan.scenario, run.tape), plan.model);
}

function tell(io: Io, plan: Plan, extent: Extent, explored: Explored, kept: Kept | undefined): void {
  const { exploration, summary, failure } = explored;
  const { ledger } = plan;
  io.out(prologueText(plan.scenario, ledger, summary.modelHash, io.look));
  if (failure !== undefined) {
    const { scenario } = failure.plan;
    io.out(epilogueText({ scenario, ledger, events: failure.run.events, verdict: failure.run.verdict }, io.look, kept));
  }
  const shifts = extent.shifts === 1 ? "" : `, with faults shifted ${extent.shifts} times`;
  const bound = `at most ${extent.decisions} decisions of ${extent.labels.join(", ")}, each least or greatest${shifts}`;
  const end = exploration.exhausted ? "every combination was tried" : "not every combination was tried";
  io.out(`\nExplored ${exploration.runs} runs: ${bound}; ${end}.\n`);
  io.out(campaignReport(summary, io.look));
}

function extentOf(flags: ExploreFlags): Extent {
  return {
    labels: knownNames(flags.vary, "--vary", streams),
    decisions: integer(flags.decisions, "--decisions", 0, DECISIONS_MAX),
    fromUs: momentUs(flags.from, "--from"),
    shifts: integer(flags.shifts, "--shifts", 1, SHIFTS_MAX),
    shiftUs: durationUs(flags.shift, "--shift"),
    runsMax: integer(flags.runsMax, "--runs-max", 1, RUNS_MAX),
  };
}

function extentFlags({ vary, decisions, from, shifts, shift, runsMax }: ExploreFlags): string[] {
  const given = { vary, decisions, from, shifts, shift, "runs-max": runsMax };
  return Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]);
}
