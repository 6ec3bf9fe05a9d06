import { type GraceDesign, type NfsEffect, type NfsSpec, RecoveryRecords, StatdRecords } from "../../model/index.ts";
import { notify } from "./notices.ts";
import type { Host, Process } from "./process.ts";
import type { World } from "./world.ts";

/** Who is on record for an address. */
export interface OnRecord {
  /** All, and those of NFSv4 alone. */
  readonly clients: readonly number[];
  readonly v4Clients: readonly number[];
}

/** What is written down of clients: statd's records of those of NLM, and who of NFSv4 may reclaim. */
export class ClientRecords {
  private readonly world: World;
  private readonly spec: NfsSpec;
  private readonly statd: StatdRecords;
  private readonly recovery = new RecoveryRecords();

  constructor(world: World, spec: NfsSpec) {
    this.world = world;
    this.spec = spec;
    this.statd = new StatdRecords(spec.records);
  }

  /** A client has its first lock, or has given its last one back. */
  note({ pnn }: Host, { addresses, client, on, queued }: Extract<NfsEffect, { do: "record" }>): void {
    if (this.spec.users[client]?.protocol !== "v4") return this.statd.note(pnn, addresses, client, on, queued);
    for (const address of addresses) this.recovery.note(pnn, address, client, on);
  }

  /** What waits in a node's queue goes where all nodes see it. */
  update({ pnn }: Host, served: readonly string[]): void {
    this.statd.update(pnn, served);
  }

  /** A node is gone, and its queue with it. */
  lose({ pnn }: Host): void {
    this.statd.lose(pnn);
  }

  /** A node takes an address: who is on record for it. */
  read({ pnn }: Host, address: string): OnRecord {
    const v4Clients = this.recovery.read(pnn, address);
    return { clients: [...this.statd.clientsOf(address), ...v4Clients], v4Clients };
  }

  /** Those of NLM are notified; nobody tells those of NFSv4 anything. */
  notify(effect: Extract<NfsEffect, { do: "notify" }>, design: GraceDesign, users: readonly Process[]): void {
    notify(this.world, { records: this.statd, design, users }, effect);
  }
}
