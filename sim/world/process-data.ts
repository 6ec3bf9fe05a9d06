import {
  type AddressCommand,
  grantOf,
  hasGlobalLock,
  type Locks,
  type LockUser,
  lockDesigns,
  namedInterfaces,
  newAddressToolData,
  newCtdbdData,
  newDbLockData,
  newEventdData,
  newGraceMemberData,
  newLeaseData,
  newLockHelperData,
  newNfsClientData,
  newNfsServerData,
  newRecoverdData,
  newRecoveryHelperData,
  newReloadData,
  newSambaClientData,
  newTakeoverHelperData,
  newVacuumChildData,
  newWriteChildData,
  type ProcessData,
  type ProgramName,
  type RecoverdData,
  recoveryOn,
  servedDatabase,
  servedDesigns,
  tickleDesigns,
  ticklesDatabase,
  type Vacuuming,
  type Writes,
} from "../../model/index.ts";
import { addressesOf } from "./configured.ts";
import { type Host, INIT_PID, type Process } from "./process.ts";
import type { World } from "./world.ts";

/** What a child is started for, where its program does not say it all. */
export interface Task {
  readonly locks?: Locks;
  readonly writes?: Writes;
  readonly vacuums?: Vacuuming;
  /** What an administrator wants of public addresses. */
  readonly addressCommand?: AddressCommand;
  readonly client?: number;
  /** The public address that a client comes by, or that a server is there for. */
  readonly address?: string;
  /** Number of the connection that it came by. */
  readonly connection?: number;
  /** What somebody outside the cluster locks. */
  readonly user?: LockUser;
}

/** What a process knows when its program begins. */
export function newData(
  world: World,
  host: Host,
  program: ProgramName,
  pid: number,
  parent: Process | null,
  task: Task,
): ProcessData {
  const base: ProcessData = {
    pnn: host.pnn,
    pid,
    nodes: world.scenario.nodes,
    lockConfigured: world.scenario.lock !== "none",
    lockSetting: settingOf(world, host, program, parent),
    splitLock: world.scenario.splitLock === true,
    ownersIn: world.scenario.served ?? "lists",
    nowUs: world.clockUs(host),
    monotonicUs: world.monotonicUs(host),
  };
  return (
    nfsData(world, base, program, task) ??
    reloadingData(world, base, program, task) ??
    clusterData(world, host, program, base, parent, task)
  );
}

function clusterData(
  world: World,
  host: Host,
  program: ProgramName,
  base: ProcessData,
  parent: Process | null,
  { locks = { dbs: [] }, writes = { db: "", copies: {} }, vacuums, client = 0, address = "", connection = 0 }: Task,
): ProcessData {
  const { lock, databases } = world.scenario;
  const recovery = recoveryOn(world.scenario.recovery, host.pnn);
  if (program === "ctdbd") return daemonData(world, host, base);
  const ofChild = childData(base, program, parent, { locks, writes, ...(vacuums === undefined ? {} : { vacuums }) });
  if (ofChild !== undefined) return ofChild;
  if (program === "samba-client")
    return newSambaClientData(base, client, hasGlobalLock(databases), address, connection);
  if (program === "recoverd") return newRecoverdData(base, recovery, world.scenario.takeover);
  const grant = parent?.program === "recoverd" ? grantOf(parent.data as RecoverdData) : 0;
  if (program === "takeover-helper") return newTakeoverHelperData(base, grant, forcedBy(parent));
  if (program === "recovery-helper") return newRecoveryHelperData(base, world.drawGeneration(), grant, recovery);
  if (lockDesigns[lock].keeping === "lease") return newLeaseData(base, lock, parent?.pid ?? INIT_PID);
  const object = program === "lock-check-child" ? (parent?.openObject ?? 0) : 0;
  return newLockHelperData(base, parent?.pid ?? INIT_PID, object);
}

/** The nodes that a recovery daemon has a run move addresses to. */
function forcedBy(parent: Process | null): readonly number[] {
  return parent?.program === "recoverd" ? (parent.data as RecoverdData).work.forced : [];
}

/** What a process knows that is there for public addresses that come and go. */
function reloadingData(
  world: World,
  base: ProcessData,
  program: ProgramName,
  { addressCommand }: Task,
): ProcessData | undefined {
  if (program === "address-tool") return newAddressToolData(base, addressCommand);
  if (program !== "reload-child" && program !== "reload-helper") return undefined;
  return newReloadData(base, { file: addressesOf(world, base), isOwn: program === "reload-helper" });
}

function daemonData(world: World, host: Host, base: ProcessData): ProcessData {
  const { databases = [], tickles = "lists", served = "lists", recovery, publicAddresses } = world.scenario;
  const addresses = addressesOf(world, host);
  const ours = [
    ...(tickleDesigns[tickles].isReplicated ? [ticklesDatabase] : []),
    ...(servedDesigns[served].isReplicated ? [servedDatabase] : []),
  ];
  const design = recoveryOn(recovery, host.pnn);
  return newCtdbdData(
    base,
    host.ctdb,
    [...databases, ...ours],
    design,
    addresses,
    tickles,
    namedInterfaces(publicAddresses),
  );
}

/** What servers of NFS, and those who lock files, know. */
function nfsData(
  { nfs }: World,
  base: ProcessData,
  program: ProgramName,
  { client = 0, user, address = "" }: Task,
): ProcessData | undefined {
  if (program === "grace-member") return newGraceMemberData(base, address);
  if (program === "nfs-server" && nfs !== undefined) return newNfsServerData(base, nfs.design, nfs.exports);
  return program === "nfs-client" && user !== undefined ? newNfsClientData(base, client, user) : undefined;
}

/** What a child of a main daemon knows that does one thing for it. */
function childData(
  base: ProcessData,
  program: ProgramName,
  parent: Process | null,
  { locks, writes, vacuums }: Required<Pick<Task, "locks" | "writes">> & Task,
): ProcessData | undefined {
  if (program === "eventd") return newEventdData(base);
  if (program === "db-lock-helper") return newDbLockData(base, locks, parent?.pid ?? INIT_PID);
  if (program === "write-child") return newWriteChildData(base, writes);
  return program === "vacuum-child" ? newVacuumChildData(base, vacuums) : undefined;
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
