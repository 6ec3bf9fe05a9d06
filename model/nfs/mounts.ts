import type { Pnn } from "../words/index.ts";

/**
 * Where the file system of each address is mounted, which one node does at a time (facts/ip-nfs.md §5.4). Nothing of the file
 * system keeps a second node from it: only that whoever takes the address waits, or has the other one fenced.
 */
export class Mounts {
  /** By address: the nodes that have it mounted, and whether new locks wait there for those that are reclaimed. */
  private readonly graces = new Map<string, Map<Pnn, boolean>>();

  /** A node mounts it: no lock is there, and new ones wait until a lock manager ends the grace. */
  mount(node: Pnn, address: string): void {
    const nodes = this.graces.get(address) ?? new Map<Pnn, boolean>();
    this.graces.set(address, nodes);
    if (!nodes.has(node)) nodes.set(node, true);
  }

  /** It unmounts it. */
  unmount(node: Pnn, address: string): void {
    this.graces.get(address)?.delete(node);
  }

  /** A node is gone, and what it had mounted with it. */
  lose(node: Pnn): void {
    for (const nodes of this.graces.values()) nodes.delete(node);
  }

  /** A grace begins where it is mounted, or is over: the generic operations of a lock manager. */
  setGrace(node: Pnn, address: string, on: boolean): void {
    if (this.graces.get(address)?.has(node) === true) this.graces.get(address)?.set(node, on);
  }

  /** Has a node mounted it? */
  has(node: Pnn, address: string): boolean {
    return this.graces.get(address)?.has(node) === true;
  }

  /** Is it mounted there, and in its grace? */
  isInGrace(node: Pnn, address: string): boolean {
    return this.graces.get(address)?.get(node) === true;
  }
}
