export { addressesChange } from "./addresses-change.ts";
export { versionOn, versionsIn, versionWithout } from "./ctdb-of.ts";
export { defaultDurationUs, defaultStorage, defaultTiming } from "./defaults.ts";
export { designWithoutLock } from "./designs.ts";
export type { DrawRule, ListedDecision } from "./draws.ts";
export { exportsOf } from "./exports.ts";
export type {
  AddressFault,
  AdminCommand,
  Fault,
  FaultKind,
  FaultMoment,
  FaultOf,
  FaultPlace,
  FaultSpan,
  KernelAddressFault,
  PartitionShape,
  Trigger,
} from "./fault.ts";
export { canStrike, faultKinds, isDrawnApart } from "./fault-kinds.ts";
export type { Job, Work } from "./job.ts";
export { linksFail } from "./links-fail.ts";
export { namedInterfaces } from "./named-interfaces.ts";
export type { LockUser, NfsSpec } from "./nfs-spec.ts";
export type { Range } from "./range.ts";
export { recoveriesIn, recoveryOn } from "./recovery-of.ts";
export { resendMaxUs } from "./resend.ts";
export type { HealPlan, PublicAddressSpec, Scenario, StorageKnobs, TimingKnobs } from "./scenario.ts";
export {
  firstAskAfterEndUs,
  locksAreTested,
  type NamedAddress,
  servedAddresses,
  unservedAddress,
} from "./served-files.ts";
