import { isInactive, type NodeView } from "./sandbox/index.ts";

/** A member of a group file, in the file's order. */
export interface GroupMember {
  readonly address: string;
  /** It may be used, but never leads. */
  readonly followerOnly: boolean;
}

type Fits = (node: NodeView) => boolean;

const isConnected: Fits = (node) => node.disconnected !== true && node.disabled !== true;
const isHealthy: Fits = (node) =>
  node.disabled !== true && node.unhealthy !== true && node.unknown !== true && !isInactive(node);

/** What a leader of the NAT gateway must be: the first condition that any candidate meets. Unhealthy, banned and at last stopped will do. */
const natgwConditions: readonly Fits[] = [isHealthy, (node) => isConnected(node) && node.stopped !== true, isConnected];

/** What a usable node of the load balancer must be: unhealthy will do when no node is healthy. */
const lvsConditions: readonly Fits[] = [isHealthy, (node) => node.disabled !== true && !isInactive(node)];

/** Which condition decided (0: healthy), and the nodes that meet it, lowest number first. */
interface Chosen {
  readonly rank: number;
  readonly nodes: readonly NodeView[];
}

/** Nodes in the order of their numbers, whatever the order of the group file is. */
function choose(candidates: readonly NodeView[], conditions: readonly Fits[]): Chosen {
  const rank = conditions.findIndex((fits) => candidates.some(fits));
  const fits = conditions[rank];
  const nodes = fits === undefined ? [] : candidates.filter(fits).toSorted((a, b) => a.pnn - b.pnn);
  return { rank: fits === undefined ? conditions.length : rank, nodes };
}

/** The nodes of a group that may lead. */
function candidates(nodes: readonly NodeView[], group: readonly GroupMember[]): readonly NodeView[] {
  return nodes.filter(({ address }) => group.some((member) => member.address === address && !member.followerOnly));
}

/** The leader of the NAT gateway, and which condition decided; the last rank: nobody can lead. */
export function natgwLeader(
  nodes: readonly NodeView[],
  group: readonly GroupMember[],
): { readonly rank: number; readonly leader: NodeView | undefined } {
  const { rank, nodes: chosen } = choose(candidates(nodes, group), natgwConditions);
  return { rank, leader: chosen[0] };
}

/** The leader of the load balancer, and which condition decided; the last rank: nobody can lead. */
export function lvsLeader(
  nodes: readonly NodeView[],
  group: readonly GroupMember[],
): { readonly rank: number; readonly leader: NodeView | undefined } {
  const { rank, nodes: chosen } = choose(candidates(nodes, group), lvsConditions);
  return { rank, leader: chosen[0] };
}

/** The nodes that the load balancer uses, followers too. */
export function lvsNodes(nodes: readonly NodeView[], group: readonly GroupMember[]): readonly NodeView[] {
  const members = nodes.filter(({ address }) => group.some((member) => member.address === address));
  return choose(members, lvsConditions).nodes;
}
