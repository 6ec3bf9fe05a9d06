import { modelHash, type Scenario } from "../../model/index.ts";
import { Comparing, type Comparison } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { Progress } from "../session/progress.ts";
import type { RunRequest } from "../session/request.ts";
import { version } from "../version.ts";
import { measuredRun } from "./measured-run.ts";
import { pairing } from "./paired-plans.ts";
import type { Variant } from "./variants.ts";

/** What is compared. */
export interface CompareManner {
  /** The first is what the others are held against. */
  readonly designs: readonly Variant[];
  /** What is drawn for them beside what was asked for. */
  readonly drawn: Pick<RunRequest, "reload">;
  readonly runs: number;
  /** Longest fail-over, microseconds; null: none is given. */
  readonly budgetUs: number | null;
  /** Longest fail-over of an address, microseconds; null: none is given. */
  readonly addressBudgetUs: number | null;
  readonly reproduce: string;
}

/**
 * Runs `<seed>/1`, `<seed>/2` … with each design; Ctrl-C ends it after a whole pair.
 *
 * @param scenario instead of a drawn one
 */
export async function compareDesigns(
  io: Io,
  request: RunRequest,
  scenario: Scenario | undefined,
  { designs: variants, drawn, runs, budgetUs, addressBudgetUs, reproduce }: CompareManner,
): Promise<{ readonly comparison: Comparison; readonly end: "all" | "interrupted" }> {
  const { seed } = request;
  const locks = variants.map(({ lock }) => lock ?? request.lock ?? scenario?.lock ?? "fcntl");
  const changes = variants.map(({ change }) => change);
  const { pairOf, leftOut } = pairing(request, locks, scenario, { changes, drawn });
  const comparing = new Comparing(locks.length);
  const progress = new Progress(io, runs);
  let interrupted = false;
  const settle = io.onInterrupt(() => {
    interrupted = true;
  });
  const first = pairOf(`${seed}/1`);
  for (let index = 1; index <= runs && !interrupted; index += 1) {
    const pair = index === 1 ? first : pairOf(`${seed}/${index}`);
    comparing.add(pair.plans.map(measuredRun), pair.leftOut);
    progress.show(index, 0);
    await io.breathe();
  }
  settle();
  progress.clear();
  const designs = first.plans.map(({ scenario: { lock }, setting, model }, index) => ({
    name: variants[index]?.name ?? lock,
    lock,
    assumptions: setting.inForce,
    modelHash: modelHash(model),
  }));
  const about = { seed, version: version(), runsAsked: runs, budgetUs, addressBudgetUs, reproduce };
  return { comparison: comparing.result(about, designs, leftOut), end: interrupted ? "interrupted" : "all" };
}
