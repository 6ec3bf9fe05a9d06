import { INACTIVE, INVALID_GENERATION, type ObservationOf, type Pnn, type TraceEvent } from "../../model/index.ts";
import { DatabaseGenerations } from "../picture/index.ts";
import { type ValueTable, ValueTables } from "./value-tables.ts";

/** What is known of the records of all databases, from generation to generation, and who still has it. */
export class Descent {
  /** Not those of the picture, which has taken each event in already: what was before it counts. */
  private readonly generations = new DatabaseGenerations();
  private readonly tables = new ValueTables();
  /** The last generation of each copy, also of one that counts no more: what comes after it comes out of it. */
  private readonly lasts = new Map<string, number>();
  /** When the recovery of each generation began: in that order they are counted (facts/recovery.md §6.9). */
  private readonly begunUs = new Map<number, number>();
  /** The latest of those that have thawed each database. */
  private readonly latestUs = new Map<string, number>();
  /** Nodes that are stopped or banned, as they see it themselves. */
  private readonly inactive = new Set<Pnn>();

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (event.type === "recovery-started") this.begunUs.set(event.generation, event.atUs);
    this.noteLeaving(event);
    if (event.type === "database-committed") this.bring(event);
    if (event.type === "database-thawed") this.bringAll(event);
    this.generations.observe(event);
    if (event.type === "database-committed") this.spread(event);
    if (event.type === "database-thawed" && this.inactive.has(event.host)) this.refreeze(event);
  }

  /** That of a host's copy of a database. */
  generationOf(host: Pnn, db: string): number {
    return this.generations.get(host, db) ?? INVALID_GENERATION;
  }

  /** Whose copy of a database has the generation of a host's. */
  peersOf(host: Pnn, db: string): readonly Pnn[] {
    return this.generations.hostsAt(db, this.generationOf(host, db));
  }

  /**
   * Of these nodes those whose copy lasts. A node that is stopped or banned has left, even where a recovery that did not
   * know it yet has thawed it: when it freezes itself again, what was written on it since counts no more either.
   */
  lasting(hosts: Iterable<Pnn>): ReadonlySet<Pnn> {
    return new Set([...hosts].filter((host) => !this.inactive.has(host)));
  }

  /** That of the generation under which a host has a database; undefined: it is in no cluster, or was left behind. */
  tableOf(host: Pnn, db: string): ValueTable | undefined {
    const generation = this.generationOf(host, db);
    const isOut = generation === INVALID_GENERATION || this.tables.isOver(db, generation);
    return isOut ? undefined : this.tables.of(db, generation);
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
  }

  /** A recovery that did not know yet that a node is inactive: it freezes itself again, and what it has counts no more. */
  private refreeze({ db, generation, host }: ObservationOf<"database-thawed"> & { readonly host: Pnn }): void {
    this.tables.lose(db, generation, host);
  }

  /**
   * After a serial recovery every node has the second generation before any of them thaws: what they bring into it is
   * what they have now, whenever they come to their own thaw.
   */
  private bringAll(event: ObservationOf<"database-thawed"> & TraceEvent): void {
    const before = this.generationOf(event.host, event.db);
    const others = this.generations.hostsAt(event.db, before).filter((host) => host !== event.host);
    this.bring(event);
    if (before === event.generation || before === INVALID_GENERATION) return;
    for (const host of others) {
      const other = { ...event, host };
      this.bring(other);
      this.generations.observe(other);
    }
  }

  /** A node takes what it has into the next generation of a database. */
  private bring(event: (ObservationOf<"database-committed"> | ObservationOf<"database-thawed">) & TraceEvent): void {
    const name = `${event.host}/${event.db}`;
    const before = this.generationOf(event.host, event.db);
    const last = this.lasts.get(name);
    this.lasts.set(name, event.generation);
    if (before !== INVALID_GENERATION) this.tables.bring(event, before, event.generation);
    else if (last !== undefined) this.tables.derive(event, last, event.generation);
    if (event.type === "database-thawed") this.thaw(event, before);
  }

  /**
   * All nodes of a recovery have committed before any of them thaws. The helper of a leader that has lost the lock may
   * still thaw what a later recovery has thawed without it: what is done there from then on is promised to nobody.
   */
  private thaw({ db, generation }: ObservationOf<"database-thawed">, before: number): void {
    const begunUs = this.begunUs.get(generation) ?? 0;
    const latestUs = this.latestUs.get(db) ?? 0;
    if (begunUs > 0 && begunUs < latestUs) return this.tables.leaveBehind(db, generation);
    this.latestUs.set(db, Math.max(begunUs, latestUs));
    this.tables.supersede(db, [before, generation]);
  }

  /** After its commit each node has all that any of them has brought. */
  private spread({ db, generation }: ObservationOf<"database-committed">): void {
    const table = this.tables.of(db, generation);
    const hosts = table.size === 0 ? [] : this.generations.hostsAt(db, generation);
    for (const [key, known] of table) table.set(key, { ...known, holders: new Set([...known.holders, ...hosts]) });
  }
}
