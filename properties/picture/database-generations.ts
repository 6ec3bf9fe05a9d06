import { INVALID_GENERATION, type ObservationType, type Pnn, type TraceEvent } from "../../model/index.ts";

/** What the generations are folded from. */
export const databaseGenerationTypes = [
  "database-freezing",
  "database-frozen",
  "database-attached",
  "database-committed",
  "database-thawed",
  "generation-changed",
  "process-started",
  "process-exited",
  "host-crashed",
] as const satisfies readonly ObservationType[];

/** The generation of each node's copy of each database: its last commit's, and none on a node that is in no cluster. */
export class DatabaseGenerations {
  private readonly hosts = new Map<Pnn, Map<string, number>>();

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const known = this.of(event.host);
    switch (event.type) {
      case "database-freezing":
      case "database-frozen":
        if (!known.has(event.db)) known.set(event.db, INVALID_GENERATION);
        break;
      case "database-attached":
      case "database-committed":
      case "database-thawed":
        known.set(event.db, event.generation);
        break;
      case "generation-changed":
        if (event.generation === INVALID_GENERATION) for (const db of known.keys()) known.set(db, INVALID_GENERATION);
        break;
      case "process-started":
      case "process-exited":
        if (event.program === "ctdbd") known.clear();
        break;
      case "host-crashed":
        known.clear();
        break;
      default:
    }
  }

  /** Those of a host's databases, as far as they were seen. */
  of(host: Pnn): Map<string, number> {
    const known = this.hosts.get(host) ?? new Map<string, number>();
    this.hosts.set(host, known);
    return known;
  }

  /** The hosts whose copy of a database has a generation. */
  hostsAt(db: string, generation: number): Pnn[] {
    return [...this.hosts].filter(([, known]) => known.get(db) === generation).map(([host]) => host);
  }

  /** That of one copy; undefined: it was not seen since its daemon started. */
  get(host: Pnn, db: string): number | undefined {
    return this.hosts.get(host)?.get(db);
  }
}
