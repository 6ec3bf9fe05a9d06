import {
  databaseOfGlobalLock,
  type ObservationOf,
  type ObservationType,
  type Pnn,
  type TraceEvent,
} from "../../model/index.ts";
import { processKey } from "../process-key.ts";

/** What the transactions are folded from. */
export const transactionTypes = [
  "call-asked",
  "transaction-began",
  "transaction-ended",
  "job-began",
  "job-ended",
  "process-exited",
  "host-crashed",
] as const satisfies readonly ObservationType[];

/** A client that is at a transaction over a database. */
export interface Transacting {
  readonly host: Pnn;
  readonly pid: number;
  readonly db: string;
  /** It looks for the global lock; has it, and is to commit; or its transaction is over, and the lock may be its own still. */
  readonly stage: "wanting" | "within" | "over";
  /** Since when it is at that stage. */
  readonly sinceUs: number;
}

/**
 * The transactions of the living clients. Who looks for the global lock is seen by the call for its record; one that
 * finds it on its own node is seen only when it has it.
 */
export class Transactions {
  private readonly clients = new Map<number, Transacting>();

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { host, atUs } = event;
    switch (event.type) {
      case "call-asked":
        this.want(event);
        break;
      case "transaction-began":
        this.clients.set(processKey(event), { host, pid: event.pid, db: event.db, stage: "within", sinceUs: atUs });
        break;
      case "transaction-ended":
        this.clients.set(processKey(event), { host, pid: event.pid, db: event.db, stage: "over", sinceUs: atUs });
        break;
      case "job-began":
      case "job-ended":
      case "process-exited":
        this.clients.delete(processKey(event));
        break;
      case "host-crashed":
        for (const [key, client] of this.clients) if (client.host === host) this.clients.delete(key);
        break;
      default:
    }
  }

  /** Those that are at a transaction. */
  all(): Transacting[] {
    return [...this.clients.values()];
  }

  /** Who lets go of the lock has its record brought back, too: that is no new transaction. */
  private want(event: ObservationOf<"call-asked"> & TraceEvent): void {
    const { host, pid, atUs } = event;
    const db = databaseOfGlobalLock(event);
    if (db === undefined || this.clients.has(processKey(event))) return;
    this.clients.set(processKey(event), { host, pid, db, stage: "wanting", sinceUs: atUs });
  }
}
