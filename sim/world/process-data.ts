import {
  grantOf,
  hasGlobalLock,
  type Locks,
  lockDesigns,
  newCtdbdData,
  newDbLockData,
  newLeaseData,
  newLockHelperData,
  newRecoverdData,
  newRecoveryHelperData,
  newSambaClientData,
  newVacuumChildData,
  newWriteChildData,
  type ProcessData,
  type ProgramName,
  type RecoverdData,
  recoveryOn,
  type Vacuuming,
  type Writes,
} from "../../model/index.ts";
import { type Host, INIT_PID, type Process } from "./process.ts";
import type { World } from "./world.ts";

/** What a child is started for, where its program does not say it all. */
export interface Task {
  readonly locks?: Locks;
  readonly writes?: Writes;
  readonly vacuums?: Vacuuming;
  readonly client?: number;
}

/** What a process knows when its program begins. */
export function newData(
  world: World,
  host: Host,
  program: ProgramName,
  pid: number,
  parent: Process | null,
  { locks = { dbs: [] }, writes = { db: "", copies: {} }, vacuums, client = 0 }: Task,
): ProcessData {
  const base: ProcessData = {
    pnn: host.pnn,
    pid,
    nodes: world.scenario.nodes,
    lockConfigured: world.scenario.lock !== "none",
    lockSetting: settingOf(world, host, program, parent),
    splitLock: world.scenario.splitLock === true,
    nowUs: world.clockUs(host),
    monotonicUs: world.monotonicUs(host),
  };
  const { lock, databases } = world.scenario;
  const recovery = recoveryOn(world.scenario.recovery, host.pnn);
  if (program === "ctdbd") return newCtdbdData(base, host.ctdb, databases, recovery);
  if (program === "db-lock-helper") return newDbLockData(base, locks, parent?.pid ?? INIT_PID);
  if (program === "write-child") return newWriteChildData(base, writes);
  if (program === "vacuum-child") return newVacuumChildData(base, vacuums);
  if (program === "samba-client") return newSambaClientData(base, client, hasGlobalLock(databases));
  if (program === "recoverd") return newRecoverdData(base, recovery);
  if (program === "recovery-helper") {
    const grant = parent?.program === "recoverd" ? grantOf(parent.data as RecoverdData) : 0;
    return newRecoveryHelperData(base, world.drawGeneration(), grant, world.nextEpoch++, recovery);
  }
  if (lockDesigns[lock].keeping === "lease") return newLeaseData(base, lock, parent?.pid ?? INIT_PID);
  const object = program === "lock-check-child" ? (parent?.openObject ?? 0) : 0;
  return newLockHelperData(base, parent?.pid ?? INIT_PID, object);
}

/** The lock setting it goes by: its parent's, and beside the lock file stands that of recoveries. */
function settingOf(world: World, host: Host, program: ProgramName, parent: Process | null): string {
  const setting = parent?.data.lockSetting ?? world.scenario.lockSettings?.[host.pnn] ?? "";
  const isOther = lockOf(world, program, parent) === "recovery" && parent?.lock !== "recovery";
  return isOther ? `${setting}.recovery` : setting;
}

/** With a split lock a recovery's own helper takes the recovery lock, and that is what is probed. */
export function lockOf(world: World, program: ProgramName, parent: Process | null): Process["lock"] {
  if (world.scenario.splitLock !== true) return "cluster";
  return program === "lock-probe" || parent?.program === "recovery-helper" || parent?.lock === "recovery"
    ? "recovery"
    : "cluster";
}
