import type { Pnn, TraceEvent } from "../../model/index.ts";
import { type DatabaseGenerations, databaseGenerationTypes, type Place } from "../picture/index.ts";

/** Where the authoritative copy of a record is, within one generation. */
export interface Owner {
  /** The dmaster; after it has given the record up, the last one. */
  readonly host: Pnn;
  /** It is on its way to another node. */
  readonly isUnderWay: boolean;
  readonly sinceUs: number;
}

/** What the owners are folded from. */
export const ownerTypes = ["record-arrived", "record-given", "record-locked", ...databaseGenerationTypes] as const;

/** By database and generation, then by key. */
type Table = Map<string, Owner>;

/** Follows each record from dmaster to dmaster, as far as hand-overs and locks show it. */
export class Owners {
  private readonly generations: DatabaseGenerations;
  private readonly tables = new Map<string, Map<number, Table>>();

  constructor(generations: DatabaseGenerations) {
    this.generations = generations;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { host, atUs } = event;
    if (event.type === "record-arrived" || event.type === "record-locked")
      this.table(host, event.db).set(event.key, { host, isUnderWay: false, sinceUs: atUs });
    else if (event.type === "record-given")
      this.table(host, event.db).set(event.key, { host, isUnderWay: true, sinceUs: atUs });
    else if (event.type === "database-committed") this.reset(event.db, event.generation, host);
  }

  /** Who has a record, under the generation that the database has on a host; undefined: nobody is known to. */
  of(place: Place, host: Pnn): Owner | undefined {
    return this.table(host, place.db).get(place.key);
  }

  /** A recovery makes its leader dmaster of everything: what this host had, or had given up, counts no more. */
  private reset(db: string, generation: number, host: Pnn): void {
    const ofDatabase = this.tables.get(db);
    for (const [key, owner] of ofDatabase?.get(generation) ?? [])
      if (owner.host === host || owner.isUnderWay) ofDatabase?.get(generation)?.delete(key);
  }

  private table(host: Pnn, db: string): Table {
    const ofDatabase = this.tables.get(db) ?? new Map<number, Table>();
    this.tables.set(db, ofDatabase);
    const generation = this.generations.get(host, db) ?? 0;
    const table = ofDatabase.get(generation) ?? new Map<string, Owner>();
    ofDatabase.set(generation, table);
    return table;
  }
}
