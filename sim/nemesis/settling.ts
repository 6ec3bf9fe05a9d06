import {
  type ConstantName,
  type Constants,
  constantTable,
  type LockDesign,
  leaseTtlUs,
  lockDesigns,
  resendMaxUs,
} from "../../model/index.ts";

/** With the shipped constants: a leader and a recovery within their bounds, and some calm after that. */
const SETTLING_US = 140_000_000;

/** Constants that a cluster waits for while it finds together again. */
const WAITED_FOR: readonly ConstantName[] = [
  "recoverIntervalUs",
  "leaderBroadcastIntervalUs",
  "leaderTimeoutUs",
  "electionTimeoutUs",
  "recoverTimeoutUs",
  "keepaliveIntervalUs",
  "keepaliveLimit",
  "rerecoveryTimeoutUs",
  "recoverdCheckIntervalUs",
  "reconnectIntervalUs",
  "scriptTimeoutUs",
];

/** Time to watch a cluster after its heal or its last ban: longer by as much as the slowest thing it waits for. */
export function settlingUs(constants: Constants, lock: LockDesign): number {
  // Keepalive interval and limit multiply.
  const keepalive =
    (constants.keepaliveIntervalUs * constants.keepaliveLimit) /
    (constantTable.keepaliveIntervalUs.value * constantTable.keepaliveLimit.value);
  const slowest = WAITED_FOR.reduce(
    (most, name) => Math.max(most, constants[name] / constantTable[name].value),
    Math.max(1, keepalive),
  );
  const leaseUs = lockDesigns[lock].keeping === "lease" ? 2 * leaseTtlUs(lock, constants) + resendMaxUs : 0;
  return Math.ceil(SETTLING_US * slowest) + leaseUs;
}
