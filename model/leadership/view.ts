import { FLAG, INACTIVE, type Pnn } from "../words/index.ts";
import type { RecoverdData } from "./recoverd-data.ts";

/** Is this daemon's own node inactive, as it last saw itself? */
export function isInactive(d: RecoverdData): boolean {
  return (d.ownFlags & INACTIVE) !== 0;
}

/** May this daemon's node lead, as it last saw itself: active, and with the leader role? */
export function mayLead(d: RecoverdData): boolean {
  return !isInactive(d) && d.leaderRole;
}

/** Nodes that take part in the cluster, as this daemon last saw it. */
export function activeNodes(d: RecoverdData): readonly Pnn[] {
  return nodesWithout(d, INACTIVE);
}

/** Active nodes with the LMASTER capability: those that belong in the map. */
export function activeLmasters(d: RecoverdData): readonly Pnn[] {
  return activeNodes(d).filter((pnn) => d.lmasterRoleOf[pnn] !== false);
}

/** The map of a recovery: all active lmasters, or the leader alone if there is none. */
export function mapOf(lmasters: readonly Pnn[], leader: Pnn): readonly Pnn[] {
  return lmasters.length === 0 ? [leader] : lmasters;
}

/** Nodes that can be reached, as this daemon last saw it; itself included. */
export function connectedNodes(d: RecoverdData): readonly Pnn[] {
  return nodesWithout(d, FLAG.disconnected | FLAG.deleted);
}

function nodesWithout(d: RecoverdData, flags: number): readonly Pnn[] {
  const nodes: Pnn[] = [];
  for (let pnn = 0; pnn < d.nodes; pnn += 1) if (((d.flagsOf[pnn] ?? 0) & flags) === 0) nodes.push(pnn);
  return nodes;
}
