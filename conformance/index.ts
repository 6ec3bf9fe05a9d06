/** Real programs held against their contracts. */
export {
  type AgainstModel,
  actsOfHooks,
  againstModel,
  type Knobs,
  knobsOf,
  margins,
} from "./against-model/index.ts";
export {
  type CalloutLimits,
  type CalloutOptions,
  type CalloutProfile,
  type CalloutProfileName,
  type CalloutTrial,
  calloutClauses,
  calloutProfile,
  calloutProfileNames,
  defaultCalloutLimits,
  type OpenCalloutTrial,
} from "./callout/index.ts";
export {
  type CheckOptions,
  type Clause,
  type ClauseHead,
  type ClauseLevel,
  type ClauseResult,
  checkClauses,
  type Finding,
  fail,
  NotEstablishedError,
  notApplicable,
  notEstablished,
  type OpenTrial,
  pass,
  type TranscriptLine,
  type Verdict,
} from "./clause/index.ts";
export {
  type Answer,
  type Chunk,
  type Ended,
  filledIn,
  type Helper,
  type Past,
  type StartOptions,
} from "./helper/index.ts";
export {
  HookError,
  type Hooks,
  type HooksOptions,
  type HookVerb,
  hooksFor,
  hookVerbs,
  noHooks,
  type SeatValues,
  UnavailableError,
} from "./hooks/index.ts";
export {
  defaultLimits,
  type HelperClause,
  helperClauses,
  type Limits,
  openTrial,
  pluginClauses,
  type Trial,
  type TrialSetting,
} from "./mutex/index.ts";
