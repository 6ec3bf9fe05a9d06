import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";

/** What it is folded from. */
export const inHandTypes = [
  "database-step",
  "recovery-completed",
  "recovery-failed",
  "recovery-aborted",
  "process-exited",
  "host-crashed",
] as const satisfies readonly ObservationType[];

/** Which databases the recoveries that run have in hand. */
export class InHand {
  /** For each host that runs one: pid of the process, by database; "": all databases at once. */
  private readonly runs = new Map<Pnn, Map<string, number>>();

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const run = this.runs.get(event.host) ?? new Map<string, number>();
    switch (event.type) {
      case "database-step":
        if (event.step === "recovered") run.delete(event.db);
        else this.runs.set(event.host, run.set(event.db, event.pid));
        break;
      case "process-exited":
        if (event.program !== "recovery-helper" && event.program !== "recoverd") break;
        for (const [db, pid] of run) if (pid === event.pid) run.delete(db);
        break;
      case "recovery-completed":
      case "recovery-failed":
      case "recovery-aborted":
      case "host-crashed":
        this.runs.delete(event.host);
        break;
      default:
    }
  }

  /** Does a leader's recovery have any database in hand? */
  isAtWork(leader: Pnn): boolean {
    return (this.runs.get(leader)?.size ?? 0) > 0;
  }

  /** How the recovery of a leader has a database in hand: by its own name, or all at once (""); undefined: not at all. */
  manner(leader: Pnn, db: string): string | undefined {
    const run = this.runs.get(leader);
    return [db, ""].find((name) => run?.has(name) === true);
  }
}
