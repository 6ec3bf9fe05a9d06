import { type ObservationOf, SEQUENCE_KEY, type TraceEvent } from "../../model/index.ts";
import { databaseGenerationTypes } from "../picture/index.ts";
import { Descent } from "./descent.ts";
import type { KnownValue } from "./known-value.ts";

/** What the commits are folded from. */
export const commitTypes = [
  "transaction-read",
  "transaction-asked",
  "transaction-ended",
  "flags-changed",
  "recovery-started",
  ...databaseGenerationTypes,
] as const;

/** What is known of a record and of the sequence number of its database, where a client reads. */
export interface KnownCommit {
  readonly value: KnownValue | undefined;
  readonly sequence: KnownValue | undefined;
}

/** The lowest sequence number that a copy may have; 0: nothing is known. */
export function lowestSequence(known: KnownValue | undefined): number {
  return known === undefined || known.written === null ? 0 : Math.min(...[...known.allowed].map(Number));
}

/** What transactions wrote and what their clients were told: for databases of which every node has a full copy. */
export class Commits {
  private readonly descent = new Descent(false);

  /** Takes one observation in; of a client that reads it tells what was known before. */
  observe(event: TraceEvent): KnownCommit | undefined {
    this.descent.observe(event);
    if (event.type === "transaction-asked") this.ask(event);
    if (event.type === "transaction-ended" && event.outcome !== "failed") this.acknowledge(event);
    if (event.type !== "transaction-read") return undefined;
    const table = this.descent.tableOf(event.host, event.db);
    return table === undefined ? undefined : { value: table.get(event.key), sequence: table.get(SEQUENCE_KEY) };
  }

  /** The generation under which a host has a database. */
  generationOf({ host, db }: { readonly host: number; readonly db: string }): number {
    return this.descent.generationOf(host, db);
  }

  /** From now on it may be found, or not, whatever its client will be told. */
  private ask({ host, db, key, value, sequence }: ObservationOf<"transaction-asked"> & TraceEvent): void {
    const table = this.descent.tableOf(host, db);
    for (const [name, next] of [[key, value] as const, [SEQUENCE_KEY, `${sequence}`] as const]) {
      const isNow: KnownValue = { allowed: new Set([next]), holders: new Set([host]), written: null };
      const known = table?.get(name);
      table?.set(name, known === undefined ? isNow : { ...known, allowed: new Set([...known.allowed, next]) });
    }
  }

  /** Every node has it, but for others that were stopped or banned: they were not asked. */
  private acknowledge(event: ObservationOf<"transaction-ended"> & TraceEvent): void {
    const { host, atUs, db, key, value, sequence } = event;
    const table = this.descent.tableOf(host, db);
    const holders = new Set([host, ...this.descent.activePeersOf(host, db)]);
    const generation = this.descent.generationOf(host, db);
    for (const [name, next] of [[key, value] as const, [SEQUENCE_KEY, `${sequence}`] as const])
      table?.set(name, { allowed: new Set([next]), holders, written: { value: next, host, atUs, generation } });
  }
}
