/** Call-out scripts of a cluster, run among stubs and judged by the contract of their callers. */

export type { OpenCalloutTrial } from "./open-trial.ts";
export {
  type CalloutOptions,
  type CalloutProfile,
  type CalloutProfileName,
  calloutClauses,
  calloutProfile,
  calloutProfileNames,
} from "./profile.ts";
export {
  type Call,
  type CalloutLimits,
  type ClusterView,
  defaultCalloutLimits,
  type Ending,
  type NodeView,
  type Outcome,
  type Sandbox,
  type StubAnswer,
} from "./sandbox/index.ts";
export type { CalloutTrial } from "./trial.ts";
