import { asDiverged, EXIT, type ExitCode, epilogueText, prologueText } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { judgedRun, type Outcome, type RecordedOutcome, recordedRun } from "./judged-run.ts";
import { type Keeping, keepFailure } from "./keep-failure.ts";
import type { Plan } from "./plan.ts";
import { firstDifference } from "./same-twice.ts";

/** What becomes of the outcome of a run. */
export interface Manner extends Keeping {
  readonly json: boolean;
  readonly checkDeterminism: boolean;
  readonly reproduce: string;
}

/** Runs one plan and tells its story; a failure is written to a folder. */
export function runOne(io: Io, plan: Plan, manner: Manner): ExitCode {
  const { json, reproduce } = manner;
  if (json && !manner.checkDeterminism) {
    const quick = judgedRun(plan, { reproduce });
    if (quick.verdict.exitCode === EXIT.holds) return tell(io, quick);
  }
  const run = checked(io, plan, manner, recordedRun(plan, { reproduce }));
  const kept = run.verdict.exitCode === EXIT.holds ? undefined : keepFailure(io, plan, run, manner);
  if (json) return tell(io, run);
  const { scenario, ledger } = plan;
  io.out(prologueText(scenario, ledger, run.verdict.modelHash, io.look));
  io.out(epilogueText({ scenario, ledger, events: run.events, verdict: run.verdict }, io.look, kept));
  return run.verdict.exitCode;
}

function tell(io: Io, { verdict }: Outcome): ExitCode {
  io.out(`${JSON.stringify(verdict)}\n`);
  return verdict.exitCode;
}

/** Runs a second time if asked to; a difference makes the run nondeterministic. */
function checked(io: Io, plan: Plan, manner: Manner, first: RecordedOutcome): RecordedOutcome {
  if (!manner.checkDeterminism) return first;
  const difference = firstDifference(first, recordedRun(plan, { reproduce: manner.reproduce }));
  if (difference === undefined) {
    if (!manner.json)
      io.err(`cluster-sim: run twice: the same in all ${first.draws} decisions and ${first.events.length} events\n`);
    return first;
  }
  io.err(`cluster-sim: not deterministic: ${difference}\n`);
  return { ...first, verdict: asDiverged(first.verdict) };
}
