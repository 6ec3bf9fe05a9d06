/** Drills that a real NFS server and the model's are put through alike. */
export type { Drill } from "./drill.ts";
export { drills } from "./drills.ts";
export { ModelStage } from "./model-stage.ts";
export { RealStage } from "./real-stage.ts";
export { inWords, type Stage } from "./step.ts";
