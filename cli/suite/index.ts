export type { Configured } from "../session/configured.ts";
export type { RunRequest } from "../session/request.ts";
export { type AssertOptions, assertHolds } from "./assert-holds.ts";
/** Campaigns and scenarios inside somebody's own test suite: seeds or scenarios in, verdicts out. */
export { complaint } from "./complaint.ts";
export { PropertyError } from "./property-error.ts";
export type { ScenarioInput } from "./scenario-input.ts";
export { type SeedRun, type SuiteOptions, seedRunner } from "./seed-runner.ts";
