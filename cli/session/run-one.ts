import { asDiverged, EXIT, type ExitCode, epilogueText, type Kept, prologueText } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import { judgedRun, type Outcome, type RecordedOutcome, recordedRun } from "./judged-run.ts";
import { type Keeping, keepFailure } from "./keep-failure.ts";
import type { Plan } from "./plan.ts";
import { firstDifference } from "./same-twice.ts";

/** What becomes of the outcome of a run. */
export interface Manner extends Keeping {
  readonly json: boolean;
  readonly checkDeterminism: boolean;
  /** A run that holds is written to a folder too. */
  readonly keeps?: boolean;
  readonly reproduce: string;
}

/** Runs one plan and tells its story; a failure is written to a folder. */
export function runOne(io: Io, plan: Plan, manner: Manner): ExitCode {
  const { json, reproduce } = manner;
  const keeps = manner.keeps === true;
  if (json && !manner.checkDeterminism && !keeps) {
    const quick = judgedRun(plan, { reproduce });
    if (quick.verdict.exitCode === EXIT.holds) return tell(io, quick);
  }
  const run = checked(io, plan, manner, recordedRun(plan, { reproduce }));
  if (run.verdict.exitCode === EXIT.holds && !keeps) return told(io, plan, run, json);
  try {
    return told(io, plan, run, json, keepFailure(io, plan, run, manner));
  } catch (error) {
    // What cannot be written is told all the same.
    if (error instanceof UsageError) told(io, plan, run, json);
    throw error;
  }
}

function told(io: Io, { scenario, ledger }: Plan, run: RecordedOutcome, json: boolean, kept?: Kept): ExitCode {
  if (json) return tell(io, run);
  const { events, verdict } = run;
  io.out(prologueText(scenario, ledger, verdict.modelHash, io.look));
  io.out(epilogueText({ scenario, ledger, events, verdict }, io.look, kept));
  return verdict.exitCode;
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
