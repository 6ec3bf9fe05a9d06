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
import type { Io } from "../io.ts";
import { integer } from "../options/integer.ts";
import { momentUs } from "../options/moment.ts";
import { playedTo } from "../session/played-to.ts";
import { readRun } from "../session/read-run.ts";
import { type RepeatedRun, repeatedRun } from "../session/repeat-run.ts";
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
  const untilUs = flags.until === undefined ? undefined : momentUs(flags.until, "--until");
  const play = (us: number | undefined): Promise<RepeatedRun> => repeatedRun(folder, io.cwd, flags.defect, us);
  const repeated =
    untilUs === undefined
      ? await play(undefined)
      : await playedTo(play, readRun(folder, io.cwd).scenario.durationUs, untilUs, "--until");
  const { plan, run, divergence } = repeated;
  const node = flags.node === undefined ? undefined : integer(flags.node, "--node", 0, plan.scenario.nodes - 1);
  if (divergence !== undefined) io.err(`cluster-sim: diverged: ${divergence}\n`);
  if (flags.state === true) {
    const hosts = run.view().hosts.filter(({ pnn }) => node === undefined || pnn === node);
    if (flags.json === true) io.out(`${JSON.stringify(hosts)}\n`);
    else io.out(stateText(hosts, untilUs ?? run.endUs, io.look.columns));
    return divergence === undefined ? EXIT.holds : EXIT.diverged;
  }
  return tell(io, repeated, divergence === undefined ? run.verdict : asDiverged(run.verdict), flags.json === true);
}

function tell(io: Io, { plan, run }: RepeatedRun, verdict: RunVerdict, json: boolean): ExitCode {
  const { scenario, ledger } = plan;
  if (json) io.out(`${JSON.stringify(verdict)}\n`);
  else {
    io.out(`${headerText(scenario.seed, version())}\n${prologueText(scenario, ledger, verdict.modelHash, io.look)}`);
    io.out(epilogueText({ scenario, ledger, events: run.events, verdict }, io.look));
  }
  return verdict.exitCode;
}
