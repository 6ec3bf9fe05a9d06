/** What acceptance lines are made of. */
export { badInput } from "./bad-input.ts";
export { bigCampaign, survivesKills, workersScale } from "./big-campaign.ts";
export { bigConfig } from "./big-config.ts";
export { campaign } from "./campaign.ts";
export { campaignExit } from "./campaign-exit.ts";
export { coldStart } from "./cold-start.ts";
export { comparisons } from "./comparisons.ts";
export { type Conformed, clausesThat, conformed } from "./conform.ts";
export { exampleProject } from "./example-project.ts";
export { find } from "./find.ts";
export { foundWithout } from "./found-without.ts";
export { freshClone } from "./fresh-clone.ts";
export { graceCell } from "./grace-cell.ts";
export { reproTests } from "./repro-test.ts";
export { sameBytes } from "./same-bytes.ts";
export { clusterSpeed, kernelSpeed, stepSpeed } from "./speed.ts";
