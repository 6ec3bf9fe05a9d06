import { modelHash } from "../../../model/index.ts";
import { readDefects } from "../../session/inputs.ts";
import { type Plan, planner } from "../../session/plan.ts";
import { UsageError } from "../../usage-error.ts";
import { version } from "../../version.ts";
import { type CampaignWork, type Chunk, seedOf } from "../campaign.ts";

/** Gives the plan of each run of a campaign, by its number. */
export type PlanOf = (index: number) => Plan;

/** Plans of a campaign's runs; reads the defects the request names. */
export async function plansOf(work: CampaignWork, cwd: string): Promise<PlanOf> {
  const { request, scenario } = work;
  const inputs = { scenario: scenario ?? undefined, defects: await readDefects(request.defects, cwd) };
  const planOf = planner(request, inputs);
  return (index) => planOf(seedOf(work, index));
}

/** @throws UsageError if this is not the program, or not the model, the chunk was made for */
export function checkSame({ version: theirs, modelHash: hash, first }: Chunk, planOf: PlanOf): void {
  const [mine, here] = [version(), modelHash(planOf(first).model)];
  if (mine === theirs && here === hash) return;
  throw new UsageError(
    `campaign: a worker has cluster-sim ${mine} with model ${here}, the campaign was begun by ${theirs} with model ${hash}; begin it anew with --fresh`,
  );
}
