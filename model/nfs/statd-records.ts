import type { GraceDesign, Pnn, RecordKeeping } from "../words/index.ts";

interface Queued {
  readonly address: string;
  readonly client: number;
  readonly on: boolean;
}

/** How notices are numbered: from this even number on, or from one above all that were told before, if that is higher. */
export interface Numbering {
  readonly design: Pick<GraceDesign, "notices">;
  readonly own: boolean;
  readonly state: number;
  readonly rises?: boolean;
}

/** The records of statd's call-out: what all nodes see, and what stands in the queue of one node. */
export class StatdRecords {
  private readonly shared = new Map<string, Set<number>>();
  private readonly queues = new Map<Pnn, Queued[]>();
  /** The highest state number that clients of an address were told. */
  private readonly told = new Map<string, number>();
  private readonly keeping: RecordKeeping;

  constructor(keeping: RecordKeeping) {
    this.keeping = keeping;
  }

  /** add-client, del-client: only the client is known, so it is for each address that the node serves. */
  note(
    node: Pnn,
    addresses: readonly string[],
    client: number,
    on: boolean,
    queued = this.keeping === "database",
  ): void {
    for (const address of addresses) {
      if (!queued) this.write({ address, client, on });
      else this.queues.set(node, [...(this.queues.get(node) ?? []), { address, client, on }]);
    }
  }

  /** A monitor event: what is queued for addresses that are still served goes where all see it. */
  update(node: Pnn, served: readonly string[]): void {
    for (const queued of this.queues.get(node) ?? []) if (served.includes(queued.address)) this.write(queued);
    this.queues.delete(node);
  }

  /** A node is gone, and its queue with it. */
  lose(node: Pnn): void {
    this.queues.delete(node);
  }

  /** Whose locks came through an address, as far as is known. */
  clientsOf(address: string): readonly number[] {
    return [...(this.shared.get(address) ?? [])];
  }

  /** The same, removed: before they are notified, so that whoever reclaims at once is recorded anew. */
  take(address: string): readonly number[] {
    const clients = this.clientsOf(address);
    this.shared.delete(address);
    return clients;
  }

  /** What these clients of an address are told, from which number on. */
  number(address: string, clients: readonly number[], { design, own, state, rises }: Numbering): readonly Notices[] {
    const told = this.told.get(address) ?? 0;
    const notices = noticesFor(design, clients, rises === true ? Math.max(state, told + 2 - (told % 2)) : state);
    // statd's own numbers go with another name.
    if (!own) this.told.set(address, Math.max(told, ...notices.flatMap(({ states }) => states)));
    return notices;
  }

  private write({ address, client, on }: Queued): void {
    const clients = this.shared.get(address) ?? new Set<number>();
    if (on) clients.add(client);
    else clients.delete(client);
    this.shared.set(address, clients);
  }
}

/** What one client of an address is told, notice by notice. */
export interface Notices {
  readonly client: number;
  readonly states: readonly number[];
}

/** Clocks of hosts count from the start of the run: state numbers must be positive all the same. */
const EPOCH_S = 1_000_000;

/** The state number that a host derives from its clock: even seconds (facts/ip-nfs.md §4.2). */
export function stateAt(clockUs: number): number {
  return Math.floor((EPOCH_S + Math.floor(clockUs / 1_000_000)) / 2) * 2;
}

/**
 * The state numbers that the clients of an address are told, from one that is even: odd for up. The script of 2012 counts
 * on from client to client, so that every second one is told "up", then "shut down".
 */
export function noticesFor(
  design: Pick<GraceDesign, "notices">,
  clients: readonly number[],
  state: number,
): readonly Notices[] {
  if (design.notices === "up") return clients.map((client) => ({ client, states: [state + 1] }));
  return clients.map((client, index) => ({ client, states: [state + index, state + index + 1] }));
}
