export { type Claim, claims } from "./claims.ts";
export { type Experiment, experiments } from "./experiments.ts";
export { type Measured, pageOf } from "./page.ts";
