import { INACTIVE, INVALID_GENERATION, type ObservationOf, type Pnn, type TraceEvent } from "../../model/index.ts";
import { DatabaseGenerations, databaseGenerationTypes, type Place } from "../picture/index.ts";
import type { KnownValue } from "./known-value.ts";
import { OpenWrites } from "./open-writes.ts";
import { ValueTables } from "./value-tables.ts";

/** What the values are folded from. */
export const valueTypes = [
  "record-arrived",
  "record-locked",
  "record-written",
  "record-unlocked",
  "flags-changed",
  ...databaseGenerationTypes,
] as const;

/** What clients wrote, where it is, and what they may find when they read: for volatile databases. */
export class Values {
  /** Not those of the picture, which has taken each event in already: what was before it counts. */
  private readonly generations = new DatabaseGenerations();
  private readonly tables = new ValueTables();
  private readonly open = new OpenWrites();
  /** The last generation of each copy, also of one that counts no more: what comes after it comes out of it. */
  private readonly lasts = new Map<string, number>();
  /** Nodes that are stopped or banned, as they see it themselves. */
  private readonly inactive = new Set<Pnn>();

  /** Takes one observation in; of a client that reads it tells what was known before. */
  observe(event: TraceEvent): KnownValue | undefined {
    this.noteLeaving(event);
    if (event.type === "database-committed" || event.type === "database-thawed") this.bring(event);
    this.generations.observe(event);
    if (event.type === "database-committed") this.spread(event);
    if (event.type === "database-thawed" && this.inactive.has(event.host)) this.refreeze(event);
    if (event.type === "record-arrived") this.arrive(event);
    if (event.type === "record-written") this.write(event);
    if (event.type === "record-unlocked") this.acknowledge(event);
    return event.type === "record-locked" ? this.read(event) : undefined;
  }

  /** What a node that leaves the cluster has counts no more. */
  private noteLeaving(event: TraceEvent): void {
    const isExit = event.type === "process-exited" && event.program === "ctdbd";
    const isOut = event.type === "generation-changed" && event.generation === INVALID_GENERATION;
    if (event.type === "host-crashed" || isExit || isOut)
      for (const [db, generation] of this.generations.of(event.host)) this.tables.lose(db, generation, event.host);
    if (event.type === "flags-changed" && (event.flags & INACTIVE) !== 0) this.inactive.add(event.host);
    else if (event.type === "flags-changed" || event.type === "host-crashed" || isExit)
      this.inactive.delete(event.host);
    if (event.type === "host-crashed") this.open.forgetHost(event.host);
    if (event.type === "process-exited") this.open.forget(event);
  }

  /** A node takes what it has into the next generation of a database. */
  private bring(event: (ObservationOf<"database-committed"> | ObservationOf<"database-thawed">) & TraceEvent): void {
    const name = `${event.host}/${event.db}`;
    const before = this.generations.get(event.host, event.db) ?? INVALID_GENERATION;
    const last = this.lasts.get(name);
    this.lasts.set(name, event.generation);
    if (before !== INVALID_GENERATION) this.tables.bring(event, before, event.generation);
    else if (last !== undefined) this.tables.derive(event, last, event.generation);
    // All nodes of a recovery have committed before any of them thaws.
    if (event.type === "database-thawed") this.tables.supersede(event.db, [before, event.generation]);
  }

  /** A recovery that did not know yet that a node is inactive: it freezes itself again, and what it has counts no more. */
  private refreeze({ db, generation, host }: ObservationOf<"database-thawed"> & { readonly host: Pnn }): void {
    this.tables.lose(db, generation, host);
  }

  /** After its commit each node has all that any of them has brought. */
  private spread({ db, generation }: ObservationOf<"database-committed">): void {
    const table = this.tables.of(db, generation);
    const hosts = table.size === 0 ? [] : this.generations.hostsAt(db, generation);
    for (const [key, known] of table) table.set(key, { ...known, holders: new Set([...known.holders, ...hosts]) });
  }

  /** A deleted record leaves nothing behind where it goes from (facts/recovery.md §1.2). */
  private arrive({ host, db, key }: Place & { readonly host: Pnn }): void {
    const table = this.tableOf(host, db);
    const known = table?.get(key);
    if (known === undefined) return;
    const holders = new Set(known.allowed.has("") ? [host] : [...known.holders, host]);
    table?.set(key, { ...known, holders });
  }

  private read({ host, atUs, db, key, value }: ObservationOf<"record-locked"> & TraceEvent): KnownValue | undefined {
    const table = this.tableOf(host, db);
    const known = table?.get(key);
    const generation = this.generations.get(host, db) ?? INVALID_GENERATION;
    const isOneOfMany = known?.allowed.has(value) === true && known.allowed.size > 1;
    const isNews = known?.allowed.has(value) !== true;
    const holders = new Set(isNews ? [host] : [...known.holders, host]);
    const written = isOneOfMany ? { value, host, atUs, generation } : isNews ? null : known.written;
    table?.set(key, { allowed: new Set([value]), holders, written });
    return known;
  }

  private write(event: ObservationOf<"record-written"> & TraceEvent): void {
    const { host, db, key, value } = event;
    const table = this.tableOf(host, db);
    if (table === undefined) return;
    this.open.add(event);
    const isNow: KnownValue = { allowed: new Set([value]), holders: new Set([host]), written: null };
    const known = table.get(key);
    table.set(key, known === undefined ? isNow : { ...known, allowed: new Set([...known.allowed, value]) });
  }

  private acknowledge(event: ObservationOf<"record-unlocked"> & TraceEvent): void {
    const { host, atUs, db, key } = event;
    const value = this.open.take(event);
    const generation = this.generations.get(host, db) ?? INVALID_GENERATION;
    if (value === undefined) return;
    const written = { value, host, atUs, generation };
    this.tableOf(host, db)?.set(key, { allowed: new Set([value]), holders: new Set([host]), written });
  }

  /** That of the generation under which a host has a database; undefined: it is in no cluster, or was left behind. */
  private tableOf(host: Pnn, db: string): Map<string, KnownValue> | undefined {
    const generation = this.generations.get(host, db) ?? INVALID_GENERATION;
    const isOut = generation === INVALID_GENERATION || this.tables.isOver(db, generation);
    return isOut ? undefined : this.tables.of(db, generation);
  }
}
