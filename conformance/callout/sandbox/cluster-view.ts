import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the cluster knows of one node. */
export interface NodeView {
  readonly pnn: number;
  readonly address: string;
  readonly disconnected?: boolean;
  readonly unknown?: boolean;
  readonly banned?: boolean;
  /** Disabled by an administrator. */
  readonly disabled?: boolean;
  readonly unhealthy?: boolean;
  readonly stopped?: boolean;
}

/** What one node believes: this is what its `ctdb` answers. */
export interface ClusterView {
  readonly pnn: number;
  /** In the order of their numbers. */
  readonly nodes: readonly NodeView[];
  /** Public addresses and who serves them; -1: nobody. */
  readonly addresses: readonly (readonly [address: string, pnn: number])[];
}

const HEADING = "|Node|IP|Disconnected|Unknown|Banned|Disabled|Unhealthy|Stopped|Inactive|PartiallyOnline|ThisNode|";

/** True if it takes no part: it is disconnected, banned or stopped. */
export function isInactive({ disconnected, banned, stopped }: NodeView): boolean {
  return disconnected === true || banned === true || stopped === true;
}

/** Writes what `ctdb` answers at a node into the folder that its stub reads. */
export function writeView(folder: string, { pnn, nodes, addresses }: ClusterView): void {
  const own = nodes.filter((node) => node.pnn === pnn);
  const write = (name: string, lines: readonly string[]): void =>
    writeFileSync(join(folder, name), lines.map((line) => `${line}\n`).join(""));
  write("pnn", [String(pnn)]);
  write("nodestatus-all-X", [HEADING, ...nodes.map((node) => rowFor(node, pnn))]);
  write("nodestatus-X", [HEADING, ...own.map((node) => rowFor(node, pnn))]);
  write("nodestatus-all", [`Number of nodes:${nodes.length}`, ...nodes.map((node) => lineFor(node, pnn))]);
  write(
    "nodestatus",
    own.map((node) => lineFor(node, pnn)),
  );
  write("ip", ["Public IPs on ALL nodes", ...addresses.map(([address, owner]) => `${address} ${owner}`)]);
  write("ip-X", ["|Public IP|Node|", ...addresses.map(([address, owner]) => `|${address}|${owner}|`)]);
}

function rowFor(node: NodeView, self: number): string {
  const { disconnected, unknown, banned, disabled, unhealthy, stopped } = node;
  const flags = [disconnected, unknown, banned, disabled, unhealthy, stopped, isInactive(node), false];
  const digits = flags.map((flag) => (flag === true ? "1" : "0"));
  return `|${[node.pnn, node.address, ...digits, node.pnn === self ? "Y" : "N"].join("|")}|`;
}

function lineFor(node: NodeView, self: number): string {
  const words = (["disconnected", "unknown", "banned", "disabled", "unhealthy", "stopped"] as const)
    .filter((flag) => node[flag] === true)
    .map((flag) => flag.toUpperCase());
  const inactive = isInactive(node) ? ["INACTIVE"] : [];
  const state = words.length === 0 ? "OK" : [...words, ...inactive].join("|");
  return `pnn:${node.pnn} ${node.address}     ${state}${node.pnn === self ? " (THIS NODE)" : ""}`;
}
