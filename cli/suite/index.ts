export type { Configured } from "../session/configured.ts";
export type { RunRequest } from "../session/request.ts";
/** Campaigns inside somebody's own test suite: seeds in, verdicts out. */
export { complaint } from "./complaint.ts";
export { type SeedRun, type SuiteOptions, seedRunner } from "./seed-runner.ts";
