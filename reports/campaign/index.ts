/** Many runs of one setting: added up, judged, and what they say about runs that were not made. */
export { type CampaignRecord, type CanaryNote, campaignRecord, type RecordAbout } from "./campaign-record.ts";
export { CampaignTally, type CampaignTallyData, type RunMore, type SetAside } from "./campaign-tally.ts";
export {
  type CampaignAbout,
  type CampaignVerdict,
  type PropertyTally,
  WITNESSES_BIND_FROM,
  type WitnessTally,
} from "./campaign-verdict.ts";
export { cleanRunsFor, excludedRate, type FailureRate, failureRate } from "./failure-rate.ts";
export type { FailedRun, FailureData, FailureRecord, FailureTally } from "./failure-tally.ts";
export { MeasureSketch, type MeasureTally, type SketchData } from "./measure-sketch.ts";
export type { Occurrence, Occurrences } from "./occurrences.ts";
export type { PropertyData } from "./run-tally.ts";
export { type Signature, signature, signatureOf } from "./signature.ts";
