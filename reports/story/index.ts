/** What the reports of a run folder are made from. */

export type { ScenarioSize, ShrinkNote, WorkloadSize } from "../shrink-note.ts";
export type { FailureStory, ReportFile } from "./failure-story.ts";
export type { Likelihood, LikelihoodPoint } from "./likelihood.ts";
export type { PacketFlight } from "./packet-flight.ts";
export type { StateChange } from "./state-change.ts";
