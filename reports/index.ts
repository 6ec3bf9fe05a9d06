/** What a person reads: pure renderers of verdicts, traces and campaigns. */
export {
  type Advice,
  type AdviceWitness,
  type AdvisedCondition,
  type AdvisedDesign,
  adviceJson,
  adviceText,
} from "./advice/index.ts";
export {
  type CampaignAbout,
  type CampaignRecord,
  CampaignTally,
  type CampaignTallyData,
  type CampaignVerdict,
  type CanaryNote,
  campaignRecord,
  cleanRunsFor,
  excludedRate,
  type FailedRun,
  type FailureData,
  type FailureRate,
  type FailureRecord,
  type FailureTally,
  failureRate,
  MeasureSketch,
  type MeasureTally,
  type Occurrence,
  type Occurrences,
  type PropertyData,
  type PropertyTally,
  type RecordAbout,
  type RunMore,
  type SetAside,
  type Signature,
  type SketchData,
  signature,
  signatureOf,
  WITNESSES_BIND_FROM,
  type WitnessTally,
} from "./campaign/index.ts";
export type { CampaignFailure } from "./campaign-failure.ts";
export type { CampaignResult } from "./campaign-result.ts";
export {
  type ComparedMeasure,
  Comparing,
  type Comparison,
  type CountedLeftOut,
  comparedMeasures,
  compareHtml,
  compareText,
  type DesignResult,
  type Difference,
  type Distribution,
  type LeftOut,
  type MeasuredRun,
  type ViolationCount,
  valueText,
} from "./compare/index.ts";
export {
  type CheckedClause,
  type ClauseAbout,
  type ConformanceAbout,
  type ConformanceOutcome,
  type ConformanceResult,
  clauseList,
  clauseText,
  conformanceExit,
  conformanceHead,
  conformanceJunit,
  conformanceOutcome,
  conformanceSummary,
  conformanceTap,
  type Margin,
  type ModelComparison,
} from "./conformance/index.ts";
export {
  disagreementMermaid,
  disagreementText,
  marginName,
} from "./conformance-model/index.ts";
export { counted } from "./count-text.ts";
export { designOptions } from "./design-words.ts";
export { diagramSvg } from "./diagram/index.ts";
export { EXIT, type ExitCode, exitWords, worstExit } from "./exit-code.ts";
export { explainSentences, explainText } from "./explain/index.ts";
export { githubAnnotations, githubSummary } from "./github/index.ts";
export {
  type GraceCell,
  type GraceCellKey,
  type GraceComparison,
  type GraceRun,
  graceCell,
  graceHtml,
  graceText,
  isLoss,
  plainCell,
  type TalliedCell,
} from "./grace/index.ts";
export { htmlReport } from "./html/index.ts";
export {
  type Answer,
  type InspectedCluster,
  inspect,
  inspectData,
  inspectText,
  type Printed,
  type TopicName,
  topicNames,
} from "./inspect/index.ts";
export { issueMarkdown, issueText } from "./issue/index.ts";
export { junitXml } from "./junit/index.ts";
export { coloured, type Look, type Paint, page, plain } from "./paint.ts";
export { perfettoTrace } from "./perfetto/index.ts";
export { printable } from "./printable.ts";
export { reportFiles } from "./report-files.ts";
export { reproTest } from "./repro/index.ts";
export { asDiverged, type RunAbout, runVerdict } from "./run-verdict.ts";
export type {
  FailureStory,
  Likelihood,
  LikelihoodPoint,
  PacketFlight,
  ReportFile,
  ScenarioSize,
  ShrinkNote,
  StateChange,
  WorkloadSize,
} from "./story/index.ts";
export {
  campaignRecordText,
  campaignReport,
  closingText,
  coverageText,
  epilogueText,
  faultWords,
  type HostState,
  hang,
  headerText,
  type Kept,
  type Ledger,
  type LedgerLine,
  ledgerSection,
  type ProcessState,
  prologueText,
  type RunStory,
  runReport,
  say,
  shrinkSizes,
  shrunkText,
  stateText,
  table,
  type Weight,
  weightOf,
} from "./text/index.ts";
export { clockText, durationText } from "./time-text.ts";
export { type TraceHeader, traceLines } from "./trace-ndjson.ts";
export { type ChartCoverage, chartCoverage } from "./transitions/index.ts";
export { type PropertyVerdict, type RunVerdict, type Verdict, verdictOfExit, type WitnessVerdict } from "./verdict.ts";
export {
  type DefectScore,
  type Fate,
  type FateWord,
  isWithin,
  type KillWord,
  type MutationScore,
  median,
  mutationScore,
  mutationText,
  scoreLine,
  scoreText,
  secondsText,
  type ZooScore,
} from "./zoo/index.ts";
