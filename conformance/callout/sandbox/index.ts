/** A temporary place in which a call-out script runs among stubs, watched and limited. */
export { type Call, callInWords } from "./call.ts";
export { type ClusterView, isInactive, type NodeView } from "./cluster-view.ts";
export { stateOf } from "./folder-state.ts";
export { type CalloutLimits, defaultCalloutLimits } from "./limits.ts";
export { type Ending, endingInWords, type Outcome } from "./outcome.ts";
export { Sandbox, type StubAnswer } from "./sandbox.ts";
export { canaryName } from "./stub-names.ts";
