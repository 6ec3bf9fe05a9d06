/** The takeover helper: its phases, whom it asks what, whom it blames, and a run of it among nodes that keep only ownership. */
export {
  addCredits,
  type ControlFailure,
  controlFailures,
  type FailedControl,
  inOrderOfArrival,
  mostBlamed,
  phaseError,
} from "./blame.ts";
export { canHostAddresses } from "./can-host.ts";
export { activeNodes, connectedNodes, controlsOf } from "./controls-of.ts";
export type { ControlFault, PublicAddress } from "./fake-nodes.ts";
export {
  type SentControls,
  type TakeoverControl,
  type TakeoverPhaseName,
  takeoverControls,
  takeoverPhases,
} from "./phases.ts";
export { runTakeover, type TakeoverOutcome, type TakeoverRequest } from "./takeover-run.ts";
export { newTakeoverWork, type OwnerRecords, type TakeoverWork } from "./takeover-work.ts";
