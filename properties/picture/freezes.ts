import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";

/** A node's copy of a database that is not open for clients. */
export interface Freeze {
  readonly host: Pnn;
  readonly db: string;
  /** Since when its lock helper has stood in line for the file. */
  readonly sinceUs: number;
  /** Does the helper have the lock? */
  readonly isFrozen: boolean;
}

/** What the freezes are folded from. */
export const freezeTypes = [
  "database-freezing",
  "database-frozen",
  "database-thawed",
  "process-exited",
  "host-crashed",
] as const satisfies readonly ObservationType[];

/** Which databases stand still, or are to, on which node. */
export class Freezes {
  private readonly standing = new Map<string, Freeze>();

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { host, atUs } = event;
    switch (event.type) {
      case "database-freezing":
        if (this.of(host, event.db) === undefined) this.set({ host, db: event.db, sinceUs: atUs, isFrozen: false });
        break;
      case "database-frozen":
        this.set({ host, db: event.db, sinceUs: this.of(host, event.db)?.sinceUs ?? atUs, isFrozen: true });
        break;
      case "database-thawed":
        this.standing.delete(nameOf(host, event.db));
        break;
      case "process-exited":
        if (event.program === "ctdbd") this.forget(host);
        // Whose helper was killed does not show: then nothing is known to be locked there.
        if (event.program === "db-lock-helper" && event.cause !== "exit" && event.cause !== "terminated")
          this.forget(host, ({ isFrozen }) => isFrozen);
        break;
      case "host-crashed":
        this.forget(host);
        break;
      default:
    }
  }

  of(host: Pnn, db: string): Freeze | undefined {
    return this.standing.get(nameOf(host, db));
  }

  /** Those whose lock helper stands in line, of one database or of all (""). */
  inLine(db: string): Freeze[] {
    return [...this.standing.values()].filter((freeze) => !freeze.isFrozen && (db === "" || freeze.db === db));
  }

  /** Does any database of a host stand still? */
  isAnyFrozen(host: Pnn): boolean {
    for (const freeze of this.standing.values()) if (freeze.host === host && freeze.isFrozen) return true;
    return false;
  }

  private set(freeze: Freeze): void {
    this.standing.set(nameOf(freeze.host, freeze.db), freeze);
  }

  private forget(host: Pnn, which: (freeze: Freeze) => boolean = () => true): void {
    for (const [name, freeze] of this.standing) if (freeze.host === host && which(freeze)) this.standing.delete(name);
  }
}

function nameOf(host: Pnn, db: string): string {
  return `${host}/${db}`;
}
