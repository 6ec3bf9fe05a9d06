import type { Assumption } from "../assumptions/index.ts";
import { clusterLockAssumptions } from "../cluster-lock/index.ts";
import { eventAssumptions } from "../events/index.ts";
import { leadershipAssumptions } from "../leadership/index.ts";
import { leaseLockAssumptions } from "../lease-lock/index.ts";
import { migrationAssumptions } from "../migration/index.ts";
import {
  fencingAssumptions,
  heldLockAssumptions,
  otherUsersAssumptions,
  promptnessAssumptions,
  sharedGraceAssumptions,
  statdAssumptions,
  takeAssumptions,
} from "../nfs/index.ts";
import { databaseAssumptions, recoveryAssumptions } from "../recovery/index.ts";
import { clientAssumptions } from "../samba-client/index.ts";
import { type Scenario, versionsIn } from "../scenario/index.ts";
import { addressAssumptions } from "../takeover/index.ts";
import { transactionAssumptions } from "../transactions/index.ts";
import { vacuumAssumptions } from "../vacuum/index.ts";
import { versionAssumptions } from "../versions/index.ts";
import { type GraceDesign, graceDesigns, hasGraceOfAddress, type LockDesign } from "../words/index.ts";

const ofDatabases: readonly Assumption[] = [
  ...databaseAssumptions,
  ...migrationAssumptions,
  ...clientAssumptions,
  ...transactionAssumptions,
  ...vacuumAssumptions,
];

/** Every assumption of the model: what must be assumed so that the properties hold of CTDB as shipped. */
export const assumptions: readonly Assumption[] = [
  ...clusterLockAssumptions,
  ...leaseLockAssumptions,
  ...leadershipAssumptions,
  ...recoveryAssumptions,
  ...ofDatabases,
  ...eventAssumptions,
  ...addressAssumptions,
  ...versionAssumptions,
  ...statdAssumptions,
  ...heldLockAssumptions,
  ...fencingAssumptions,
  ...takeAssumptions,
  ...promptnessAssumptions,
  ...otherUsersAssumptions,
  ...sharedGraceAssumptions,
];

/** Does an assumption concern this cluster at all? Those of databases, or of servers of NFS, say nothing about one that has none. */
export function concerns(assumption: Assumption, { databases = [], nfs }: Scenario): boolean {
  const { servers, fileSystem, otherUsers }: Partial<GraceDesign> = nfs === undefined ? {} : graceDesigns[nfs.grace];
  if (statdAssumptions.includes(assumption)) return servers === "of-host";
  if (heldLockAssumptions.includes(assumption)) return servers === "of-host" && fileSystem === "hold";
  if (fencingAssumptions.includes(assumption)) return servers === "of-host" && fileSystem !== "drop";
  if (takeAssumptions.includes(assumption)) return nfs !== undefined;
  if (promptnessAssumptions.includes(assumption)) return fileSystem !== undefined && hasGraceOfAddress({ fileSystem });
  if (otherUsersAssumptions.includes(assumption)) return otherUsers === "free";
  if (sharedGraceAssumptions.includes(assumption)) return servers === "of-address";
  return databases.length > 0 || !ofDatabases.includes(assumption);
}

/** Assumptions that are in force with a lock design and CTDB's versions (absent: head) unless they are dropped. */
export function assumptionsInForce(
  lock: LockDesign,
  dropped: readonly string[],
  ctdb?: Scenario["ctdb"],
): readonly Assumption[] {
  const running = versionsIn(ctdb);
  return assumptions.filter(
    ({ name, locks, versions }) =>
      locks.includes(lock) &&
      (versions === undefined || versions.some((version) => running.includes(version))) &&
      !dropped.includes(name),
  );
}

/** Names of everything that is in force by default: what `--as-shipped` drops. */
export function defaultAssumptionNames(lock: LockDesign, ctdb?: Scenario["ctdb"]): readonly string[] {
  return assumptionsInForce(lock, [], ctdb).map((assumption) => assumption.name);
}
