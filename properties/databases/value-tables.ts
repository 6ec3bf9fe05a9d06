import type { Pnn } from "../../model/index.ts";
import { joined, type KnownValue } from "./known-value.ts";
import { Lineage } from "./lineage.ts";

/** What is known of the records of one generation of a database, by key. */
export type ValueTable = Map<string, KnownValue>;

/** A node that takes part in the recovery of a database. */
interface Bearer {
  readonly host: Pnn;
  readonly db: string;
  readonly atUs: number;
}

/** The tables of all databases and generations, and how one comes out of another. */
export class ValueTables {
  private readonly tables = new Map<string, Map<number, ValueTable>>();
  private readonly lineages = new Map<string, Lineage>();
  /** Generations of each database that a later one has followed, with or without all their nodes. */
  private readonly over = new Map<string, Set<number>>();

  of(db: string, generation: number): ValueTable {
    const ofDatabase = this.tables.get(db) ?? new Map<number, ValueTable>();
    this.tables.set(db, ofDatabase);
    const table = ofDatabase.get(generation) ?? new Map<string, KnownValue>();
    ofDatabase.set(generation, table);
    return table;
  }

  /** A node has gone: what nobody else has whose copy counts is lost. */
  lose(db: string, generation: number, host: Pnn, counts: (holder: Pnn) => boolean): void {
    const table = this.of(db, generation);
    for (const [key, known] of table) {
      const holders = new Set([...known.holders].filter((holder) => holder !== host));
      if (![...holders].some(counts)) table.delete(key);
      else table.set(key, { ...known, holders });
    }
  }

  /**
   * A recovery is complete: who was not there has left the cluster, as if it were dead, and what it alone has, or writes
   * from now on, is not promised to anybody.
   */
  supersede(db: string, by: readonly number[]): void {
    for (const generation of this.tables.get(db)?.keys() ?? [])
      if (!by.includes(generation)) this.leaveBehind(db, generation);
  }

  /** The cluster has gone on without this generation. */
  leaveBehind(db: string, generation: number): void {
    this.over.set(db, (this.over.get(db) ?? new Set()).add(generation));
    this.of(db, generation).clear();
  }

  /** Has a later generation followed this one, complete? */
  isOver(db: string, generation: number): boolean {
    return this.over.get(db)?.has(generation) === true;
  }

  /** A node takes what it has of one generation into the next. */
  bring(by: Bearer, before: number, next: number): void {
    if (before === next) return;
    const lineage = this.derive(by, before, next);
    const table = this.of(by.db, next);
    for (const [key, known] of this.of(by.db, before)) {
      if (!known.holders.has(by.host)) continue;
      const own: KnownValue = { ...known, holders: new Set([by.host]) };
      const others = table.get(key);
      table.set(key, others === undefined ? own : joined(others, own, lineage));
    }
  }

  /** A node that was in one generation is in the next, whether what it has counts or not. */
  derive({ db, atUs }: Bearer, before: number, next: number): Lineage {
    const lineage = this.lineages.get(db) ?? new Lineage();
    this.lineages.set(db, lineage);
    lineage.derive(next, before, atUs);
    return lineage;
  }
}
