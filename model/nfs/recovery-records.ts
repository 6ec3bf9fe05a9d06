import type { Pnn } from "../words/index.ts";

/**
 * Which clients of NFSv4 had a lock through an address, where all nodes see it (facts/ip-nfs.md §5.3): nobody else may
 * reclaim. They are not told anything by it.
 */
export class RecoveryRecords {
  private readonly clients = new Map<string, Set<number>>();
  /** The node that read those of an address last. */
  private readonly readers = new Map<string, Pnn>();

  /** A node takes an address: who may reclaim from it. */
  read(node: Pnn, address: string): readonly number[] {
    this.readers.set(address, node);
    return [...(this.clients.get(address) ?? [])];
  }

  /** A client is on record, or no more: what a node says that had the address before is too late to take anybody off. */
  note(node: Pnn, address: string, client: number, on: boolean): void {
    const clients = this.clients.get(address) ?? new Set<number>();
    this.clients.set(address, clients);
    if (on) clients.add(client);
    else if ((this.readers.get(address) ?? node) === node) clients.delete(client);
  }
}
