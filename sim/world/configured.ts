import { type CtdbdData, FLAG, type ProcessData, type ProgramName, type RecoverdData } from "../../model/index.ts";
import type { World } from "./world.ts";

/** What a daemon that starts reads of its configuration: which nodes are deleted, whether it may lead, and whether it has the LMASTER capability. */
export function configured(world: World, program: ProgramName, data: ProcessData): ProcessData {
  if (program !== "ctdbd" && program !== "recoverd") return data;
  const daemon = data as CtdbdData | RecoverdData;
  const { deleted = [] } = world.scenario;
  for (const pnn of deleted) daemon.flagsOf[pnn] = FLAG.deleted | FLAG.disconnected;
  daemon.leaderRole = mayLead(world, data.pnn);
  if ("lmasterRole" in daemon) daemon.lmasterRole = world.scenario.notLmaster?.includes(data.pnn) !== true;
  return data;
}

/** Does its configuration let a node lead? */
export function mayLead({ scenario }: World, pnn: number): boolean {
  return scenario.cannotLead?.includes(pnn) !== true;
}

/** Is there no machine behind this number? */
export function isDeleted({ scenario }: World, pnn: number): boolean {
  return scenario.deleted?.includes(pnn) === true;
}
