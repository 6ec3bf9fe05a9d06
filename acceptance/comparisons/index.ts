export { claims } from "./claims.ts";
export { experiments } from "./experiments.ts";
export { type Measured, pageOf } from "./page.ts";
