import type { ObservationOf, Pnn, TraceEvent } from "../../model/index.ts";
import { databaseGenerationTypes, type Place } from "../picture/index.ts";
import { Descent } from "./descent.ts";
import type { KnownValue } from "./known-value.ts";
import { OpenWrites } from "./open-writes.ts";

/** What the values are folded from. */
export const valueTypes = [
  "record-arrived",
  "record-locked",
  "record-written",
  "record-unlocked",
  "record-vacuumed",
  "flags-changed",
  "recovery-started",
  ...databaseGenerationTypes,
] as const;

/** What clients wrote, where it is, and what they may find when they read: for volatile databases. */
export class Values {
  private readonly descent = new Descent(true);
  private readonly open = new OpenWrites();

  /** Takes one observation in; of a client that reads it tells what was known before. */
  observe(event: TraceEvent): KnownValue | undefined {
    this.descent.observe(event);
    if (event.type === "host-crashed") this.open.forgetHost(event.host);
    if (event.type === "process-exited") this.open.forget(event);
    if (event.type === "record-arrived") this.arrive(event);
    if (event.type === "record-written") this.write(event);
    if (event.type === "record-vacuumed") this.forget(event);
    if (event.type === "record-unlocked") this.acknowledge(event);
    return event.type === "record-locked" ? this.read(event) : undefined;
  }

  /** What is known of a record, as a host's generation of its database has it. */
  of(host: Pnn, { db, key }: Place): KnownValue | undefined {
    return this.descent.tableOf(host, db)?.get(key);
  }

  /** Who has it, and has not left since. */
  holdersOf({ holders }: KnownValue, db: string): Pnn[] {
    return [...holders].filter((host) => this.descent.counts(host, db)).sort((one, other) => one - other);
  }

  /** The generation of a host's copy of a database. */
  generationOf(host: Pnn, db: string): number {
    return this.descent.generationOf(host, db);
  }

  /** A deleted record leaves nothing behind where it goes from (facts/recovery.md §1.2). */
  private arrive({ host, db, key }: Place & { readonly host: Pnn }): void {
    const table = this.descent.tableOf(host, db);
    const known = table?.get(key);
    if (known === undefined) return;
    const holders = new Set(known.allowed.has("") ? [host] : [...known.holders, host]);
    table?.set(key, { ...known, holders });
  }

  /** Whoever vacuums a deleted record says that no node of its generation has another copy. */
  private forget({ host, db, key }: Place & { readonly host: Pnn }): void {
    const table = this.descent.tableOf(host, db);
    const known = table?.get(key);
    if (known?.allowed.has("") !== true) return;
    table?.set(key, { ...known, holders: new Set([...known.holders, ...this.descent.peersOf(host, db)]) });
  }

  private read({ host, atUs, db, key, value }: ObservationOf<"record-locked"> & TraceEvent): KnownValue | undefined {
    const table = this.descent.tableOf(host, db);
    const known = table?.get(key);
    const generation = this.descent.generationOf(host, db);
    const isOneOfMany = known?.allowed.has(value) === true && known.allowed.size > 1;
    const isNews = known?.allowed.has(value) !== true;
    // Who had what was acknowledged need not have what a client has written since and never acknowledged.
    const isElsewhere = !isNews && (!isOneOfMany || value === known.written?.value);
    const holders = new Set(isElsewhere ? [...known.holders, host] : [host]);
    const written = isOneOfMany ? { value, host, atUs, generation } : isNews ? null : known.written;
    table?.set(key, { allowed: new Set([value]), holders, written });
    return known;
  }

  private write(event: ObservationOf<"record-written"> & TraceEvent): void {
    const { host, db, key, value } = event;
    const table = this.descent.tableOf(host, db);
    if (table === undefined) return;
    this.open.add(event);
    const isNow: KnownValue = { allowed: new Set([value]), holders: new Set([host]), written: null };
    const known = table.get(key);
    table.set(key, known === undefined ? isNow : { ...known, allowed: new Set([...known.allowed, value]) });
  }

  private acknowledge(event: ObservationOf<"record-unlocked"> & TraceEvent): void {
    const { host, atUs, db, key } = event;
    const value = this.open.take(event);
    const generation = this.descent.generationOf(host, db);
    if (value === undefined) return;
    const written = { value, host, atUs, generation };
    this.descent.tableOf(host, db)?.set(key, { allowed: new Set([value]), holders: new Set([host]), written });
  }
}
