import { modelFor } from "../../model/index.ts";
import {
  asDiverged,
  EXIT,
  type ExitCode,
  epilogueText,
  headerText,
  prologueText,
  type RunVerdict,
  stateText,
} from "../../reports/index.ts";
import { choicesFor, replayed, tapeLength } from "../../sim/index.ts";
import type { Io } from "../io.ts";
import { durationUs } from "../options/duration.ts";
import { integer } from "../options/integer.ts";
import { readDefects } from "../session/inputs.ts";
import { type RecordedOutcome, recordedRun } from "../session/judged-run.ts";
import { type Plan, planOf } from "../session/plan.ts";
import { readRun, type SavedRun } from "../session/read-run.ts";
import { quoted } from "../session/reproduce.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";

interface ReplayFlags {
  readonly until?: string;
  readonly state?: boolean;
  readonly node?: string;
  readonly defect: readonly string[];
  readonly json?: boolean;
}

/** `cluster-sim replay`: repeats a run from its folder; exit 4 and the place if it went another way. */
export async function replay(io: Io, folder: string, flags: ReplayFlags): Promise<ExitCode> {
  if (flags.node !== undefined && flags.state !== true)
    throw new UsageError("--node: chooses what --state prints; give --state too");
  const untilUs = flags.until === undefined ? undefined : durationUs(flags.until, "--until");
  const saved = readRun(folder, io.cwd);
  const { scenario, tape } = saved;
  const node = flags.node === undefined ? undefined : integer(flags.node, "--node", 0, scenario.nodes - 1);
  const defects = defectsOf(flags, saved);
  const plan = planOf(scenario, modelFor(scenario, await readDefects(defects, io.cwd)));
  const choices = replayed(tape, choicesFor(scenario));
  const run = recordedRun(plan, {
    choices,
    reproduce: saved.recorded.reproduce ?? replayLine(folder, defects),
    ...(untilUs === undefined ? {} : { untilUs }),
  });
  const divergence = whereItDiverged(choices, saved, run, untilUs !== undefined);
  if (divergence !== undefined) io.err(`cluster-sim: diverged: ${divergence}\n`);
  if (flags.state === true) {
    const hosts = run.view().hosts.filter(({ pnn }) => node === undefined || pnn === node);
    if (flags.json === true) io.out(`${JSON.stringify(hosts)}\n`);
    else io.out(stateText(hosts, untilUs ?? run.endUs, io.look.columns));
    return divergence === undefined ? EXIT.holds : EXIT.diverged;
  }
  return tell(
    io,
    plan,
    run.events,
    divergence === undefined ? run.verdict : asDiverged(run.verdict),
    flags.json === true,
  );
}

function tell(
  io: Io,
  { scenario, ledger }: Plan,
  events: RecordedOutcome["events"],
  verdict: RunVerdict,
  json: boolean,
): ExitCode {
  if (json) io.out(`${JSON.stringify(verdict)}\n`);
  else {
    io.out(`${headerText(scenario.seed, version())}\n${prologueText(scenario, ledger, verdict.modelHash, io.look)}`);
    io.out(epilogueText({ scenario, ledger, events, verdict }, io.look));
  }
  return verdict.exitCode;
}

/** Where this run went another way than the recorded one, as a sentence. */
function whereItDiverged(
  choices: ReturnType<typeof replayed>,
  saved: SavedRun,
  run: RecordedOutcome,
  cut: boolean,
): string | undefined {
  if (choices.divergence !== undefined) return `${choices.divergence.message}${modelNote(saved, run)}`;
  if (cut) return undefined;
  const left = tapeLength(saved.tape) - choices.position;
  if (left > 0) return `the run ended ${left} decisions before its tape${modelNote(saved, run)}`;
  const { traceHash } = saved.recorded;
  if (traceHash === undefined || traceHash === run.verdict.traceHash) return undefined;
  return `same decisions, another trace (${traceHash} then, ${run.verdict.traceHash} now)${modelNote(saved, run)}`;
}

function modelNote({ recorded }: SavedRun, { verdict }: RecordedOutcome): string {
  if (recorded.modelHash === undefined || recorded.modelHash === verdict.modelHash) return "";
  return `; the model was ${recorded.modelHash} then and is ${verdict.modelHash} now: give the --defect it was run with, or the version that made it`;
}

/** The defects that are given, else those of the command that wrote the run. */
function defectsOf(flags: ReplayFlags, saved: SavedRun): readonly string[] {
  if (flags.defect.length > 0) return flags.defect;
  const words = (saved.recorded.reproduce ?? "").matchAll(/ --defect (?:'((?:[^']|'\\'')*)'|(\S+))/g);
  return [...words].map(([, inQuotes, plain]) => inQuotes?.replaceAll(`'\\''`, "'") ?? plain ?? "");
}

function replayLine(folder: string, defects: readonly string[]): string {
  return ["npx cluster-sim replay", quoted(folder), ...defects.map((one) => `--defect ${quoted(one)}`)].join(" ");
}
