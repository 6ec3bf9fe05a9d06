import { modelHash } from "../../model/index.ts";
import {
  asDiverged,
  CampaignTally,
  campaignReport,
  EXIT,
  type ExitCode,
  ledgerSection,
  printable,
  type RunVerdict,
} from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { version } from "../version.ts";
import { Failures } from "./failures.ts";
import { judgedRun, recordedRun } from "./judged-run.ts";
import type { Plan } from "./plan.ts";
import { Progress } from "./progress.ts";
import type { Manner } from "./run-one.ts";
import { firstDifference } from "./same-twice.ts";

/** How a campaign is made. */
export interface CampaignManner extends Manner {
  readonly seed: string;
  readonly runs: number;
  /** The command that repeats one run of it. */
  reproduceOf(seed: string): string;
}

/** One run in so many is made twice even if nobody asked, to notice a leak of determinism. */
const CHECKED_SHARE = 50;

/** Runs `<seed>/1` to `<seed>/N`, tells the failures as they come, then the summary. */
export async function runMany(io: Io, planOf: (seed: string) => Plan, manner: CampaignManner): Promise<ExitCode> {
  const campaign = new CampaignTally();
  const progress = new Progress(io, manner.runs);
  const failures = new Failures(io, manner, () => progress.clear());
  let interrupted = false;
  const settle = io.onInterrupt(() => {
    interrupted = true;
  });
  const first = planOf(`${manner.seed}/1`);
  if (!manner.json) io.out(`${ledgerSection(first.ledger, modelHash(first.model), io.look)}\n`);
  for (let index = 1; index <= manner.runs && !interrupted; index += 1) {
    const plan = planOf(`${manner.seed}/${index}`);
    const verdict = one(io, plan, manner, index, failures);
    campaign.add(verdict);
    if (manner.json) io.out(`${JSON.stringify(verdict)}\n`);
    progress.show(index, failures.count);
    await io.breathe();
  }
  settle();
  progress.clear();
  const judged = campaign.verdict({
    seed: manner.seed,
    version: version(),
    modelHash: modelHash(first.model),
    runsAsked: manner.runs,
    assumptions: first.setting.inForce,
    reproduce: manner.reproduce,
  });
  // What was not run was not judged.
  const verdict = judged.verdict === "holds" ? "unknown" : judged.verdict;
  const summary = interrupted ? { ...judged, verdict, exitCode: EXIT.interrupted } : judged;
  io.out(manner.json ? `${JSON.stringify(summary)}\n` : campaignReport(summary, io.look));
  return summary.exitCode;
}

/** One run; made again, with everything kept, if it failed or its turn to be checked has come. */
function one(io: Io, plan: Plan, manner: CampaignManner, index: number, failures: Failures): RunVerdict {
  const reproduce = manner.reproduceOf(plan.scenario.seed);
  const quick = judgedRun(plan, { reproduce });
  const failed = quick.verdict.exitCode !== EXIT.holds;
  const check = manner.checkDeterminism || index % CHECKED_SHARE === 0;
  if (!check && !(failed && failures.wants(quick.verdict))) {
    if (failed) failures.pass();
    return quick.verdict;
  }
  const again = recordedRun(plan, { reproduce });
  const difference = manner.checkDeterminism ? firstDifference(again, recordedRun(plan, { reproduce })) : undefined;
  const same = difference === undefined && again.verdict.traceHash === quick.verdict.traceHash;
  const verdict: RunVerdict = same ? again.verdict : asDiverged(again.verdict);
  if (!same)
    io.err(
      `cluster-sim: seed ${printable(verdict.seed)} is not deterministic: ${difference ?? "two runs gave two traces"}\n`,
    );
  if (verdict.exitCode !== EXIT.holds) failures.tell(plan, { ...again, verdict });
  return verdict;
}
