/** NFS servers, those who lock files, and what the cluster file system does with locks: designs of grace. */
export {
  fencingAssumptions,
  heldLockAssumptions,
  otherUsersAssumptions,
  promptnessAssumptions,
  sharedGraceAssumptions,
  statdAssumptions,
  takeAssumptions,
} from "./assumptions.ts";
export { graceMemberChart, graceMemberRules } from "./grace-member.chart.ts";
export { type GraceMemberData, type GraceMemberEvent, newGraceMemberData } from "./grace-member-data.ts";
export { type FileLock, type KeptLock, type LockAnswer, type LockRequest, LockTable } from "./lock-table.ts";
export { Mounts } from "./mounts.ts";
export { nfsClientChart, nfsClientRules } from "./nfs-client.chart.ts";
export { type NfsClientData, type NfsClientEvent, newNfsClientData } from "./nfs-client-data.ts";
export { nfsServerChart, nfsServerRules } from "./nfs-server.chart.ts";
export {
  type Callout,
  type ClientsByAddress,
  type NfsServerData,
  type NfsServerEvent,
  newNfsServerData,
  type ServedLock,
  type V4Clients,
} from "./nfs-server-data.ts";
export { RecoveryRecords } from "./recovery-records.ts";
export { noGrace } from "./shared-grace.ts";
export { type Notices, type Numbering, StatdRecords } from "./statd-records.ts";
