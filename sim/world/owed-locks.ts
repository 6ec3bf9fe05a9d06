import { graceDesigns, type LockCall, type LockStatus, type NfsSpec } from "../../model/index.ts";

/**
 * Clients of NFS whose locks were given up and who have not been answered since: where a grace ends for all together it
 * waits for each of them, whether a server serves his address or not. With the first new lock all that is not reclaimed
 * is lost (facts/ip-nfs.md §5.6 P7).
 */
export class OwedLocks {
  private readonly clients = new Set<number>();
  private readonly spec: NfsSpec;
  private readonly settled: (debt: number) => void;
  private debts = 0;

  /** `settled`: nobody is waited for any longer, for this time. */
  constructor(spec: NfsSpec, settled: (debt: number) => void) {
    this.spec = spec;
    this.settled = settled;
  }

  /** Is anybody waited for? */
  get isAny(): boolean {
    return this.clients.size > 0;
  }

  /** For which time somebody is waited for; 0: nobody is. */
  get debt(): number {
    return this.isAny ? this.debts : 0;
  }

  /** The lock of a client was given up. */
  owe(client: number): void {
    const { users, grace } = this.spec;
    const way = users[client]?.way;
    if (way === undefined || "node" in way || graceDesigns[grace].end !== "coordinated") return;
    if (!this.isAny) this.debts += 1;
    this.clients.add(client);
  }

  /** A client is answered: unless it is put off it has what it had, or knows that it has not; who asks anew has nothing. */
  note({ client, op }: LockCall, status: LockStatus): void {
    const isPutOff = status === "grace" || status === "later";
    // He says that he has reclaimed everything to a server that does not know him: he must do so again.
    const isUnheard = op === "done" && status === "stale";
    if (op === "renew" || isUnheard || (op !== "lock" && isPutOff)) return;
    if (this.clients.delete(client) && !this.isAny) this.settled(this.debts);
  }
}
