import { INVALID_GENERATION, type ObservationOf, type Pnn, type TraceEvent } from "../../model/index.ts";
import { DatabaseGenerations } from "../picture/index.ts";
import { LeftCopies } from "./left-copies.ts";
import { type ValueTable, ValueTables } from "./value-tables.ts";

/** A node's copy of a database, under the generation it has or had. */
interface Copy {
  readonly db: string;
  readonly generation: number;
  readonly host: Pnn;
}

/** What is known of the records of all databases, from generation to generation, and who still has it. */
export class Descent {
  /** Not those of the picture, which has taken each event in already: what was before it counts. */
  private readonly generations = new DatabaseGenerations();
  private readonly left = new LeftCopies(this.generations);
  private readonly tables = new ValueTables();
  private readonly isVolatile: boolean;
  /** The last generation of each copy, also of one that counts no more: what comes after it comes out of it. */
  private readonly lasts = new Map<string, number>();
  /** When the recovery of each generation began: in that order they are counted (facts/recovery.md §6.9). */
  private readonly begunUs = new Map<number, number>();
  /** The latest of those that have thawed each database. */
  private readonly latestUs = new Map<string, number>();

  /** Takes whether these databases are volatile: of others a node keeps what it has, stopped or not. */
  constructor(isVolatile: boolean) {
    this.isVolatile = isVolatile;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (event.type === "recovery-started") this.begunUs.set(event.generation, event.atUs);
    this.left.observe(event);
    this.noteLeaving(event);
    if (event.type === "database-committed") this.bring(event);
    if (event.type === "database-thawed") this.bringAll(event);
    // Whoever attaches it takes the number of the last recovery that it has seen: as if that had thawed it, empty.
    if (event.type === "database-attached" && this.begunUs.has(event.generation)) this.thaw(event, event.generation);
    this.generations.observe(event);
    if (event.type === "database-committed") this.spread(event);
    if (event.type === "database-thawed" && this.left.isInactive(event.host)) this.lose(event);
  }

  /** That of a host's copy of a database. */
  generationOf(host: Pnn, db: string): number {
    return this.generations.get(host, db) ?? INVALID_GENERATION;
  }

  /** Whose copy of a database has the generation of a host's. */
  peersOf(host: Pnn, db: string): readonly Pnn[] {
    return this.generations.hostsAt(db, this.generationOf(host, db));
  }

  /** Do the records of a host's copy count? */
  counts(host: Pnn, db: string): boolean {
    return !this.isVolatile || !this.left.has(host, db);
  }

  /** Who has a database under the generation of a host's copy, and is neither stopped nor banned. */
  activePeersOf(host: Pnn, db: string): readonly Pnn[] {
    return this.peersOf(host, db).filter((peer) => !this.left.isInactive(peer));
  }

  /** That of the generation under which a host has a database; undefined: it is in no cluster, or was left behind. */
  tableOf(host: Pnn, db: string): ValueTable | undefined {
    const generation = this.generationOf(host, db);
    const isOut = generation === INVALID_GENERATION || this.tables.isOver(db, generation);
    return isOut || this.isLeftBehind(db, generation) ? undefined : this.tables.of(db, generation);
  }

  /** What a node that leaves the cluster has counts no more. */
  private noteLeaving(event: TraceEvent): void {
    const isExit = event.type === "process-exited" && event.program === "ctdbd";
    const isOut = event.type === "generation-changed" && event.generation === INVALID_GENERATION;
    if (event.type === "host-crashed" || isExit || isOut)
      for (const [db, generation] of this.generations.of(event.host)) this.lose({ db, generation, host: event.host });
  }

  /** What a node had under a generation is lost with it, unless another has it whose records count. */
  private lose({ db, generation, host }: Copy): void {
    this.tables.lose(db, generation, host, (holder) => this.counts(holder, db));
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

  /**
   * A node takes what it has into the next generation of a database, unless its records count no more. At a thaw they
   * count again: what comes into the second generation of a serial recovery is what was committed under the first.
   */
  private bring(event: (ObservationOf<"database-committed"> | ObservationOf<"database-thawed">) & TraceEvent): void {
    const name = `${event.host}/${event.db}`;
    const before = this.generationOf(event.host, event.db);
    const last = this.lasts.get(name);
    this.lasts.set(name, event.generation);
    const isGiven = event.type === "database-thawed" || this.counts(event.host, event.db);
    if (before !== INVALID_GENERATION && isGiven) this.tables.bring(event, before, event.generation);
    else if (last !== undefined) this.tables.derive(event, last, event.generation);
    if (event.type === "database-thawed") this.thaw(event, before);
  }

  /**
   * All nodes of a recovery have committed before any of them thaws. The helper of a leader that has lost the lock may
   * still thaw what a later recovery has thawed without it: what is done there from then on is promised to nobody.
   */
  private thaw({ db, generation }: Pick<ObservationOf<"database-thawed">, "db" | "generation">, before: number): void {
    if (this.isLeftBehind(db, generation)) return this.tables.leaveBehind(db, generation);
    const begunUs = this.begunUs.get(generation) ?? 0;
    this.latestUs.set(db, Math.max(begunUs, this.latestUs.get(db) ?? 0));
    this.tables.supersede(db, [before, generation]);
  }

  /** Has a recovery that began later thawed this database? */
  private isLeftBehind(db: string, generation: number): boolean {
    const begunUs = this.begunUs.get(generation) ?? 0;
    return begunUs > 0 && begunUs < (this.latestUs.get(db) ?? 0);
  }

  /** After its commit each node has all that any of them has brought. */
  private spread({ db, generation }: ObservationOf<"database-committed">): void {
    const table = this.tables.of(db, generation);
    const hosts = table.size === 0 ? [] : this.generations.hostsAt(db, generation);
    for (const [key, known] of table) table.set(key, { ...known, holders: new Set([...known.holders, ...hosts]) });
  }
}
