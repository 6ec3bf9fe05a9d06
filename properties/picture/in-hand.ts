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

/** What a process does for a database. */
interface Work {
  readonly pid: number;
  readonly hasFailed: boolean;
}

/** Which databases the recoveries that run have in hand. */
export class InHand {
  /** For each host that runs one: the process, and whether it has given the database up, by name; "": all at once. */
  private readonly runs = new Map<Pnn, Map<string, Work>>();

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const run = this.runs.get(event.host) ?? new Map<string, Work>();
    switch (event.type) {
      case "database-step":
        if (event.step === "recovered") run.delete(event.db);
        else this.runs.set(event.host, run.set(event.db, { pid: event.pid, hasFailed: event.step === "failed" }));
        break;
      case "process-exited":
        if (event.program !== "recovery-helper" && event.program !== "recoverd") break;
        for (const [db, { pid }] of run) if (pid === event.pid) run.delete(db);
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

  /**
   * How the recovery of a leader has a database in hand: by its own name, or all at once (""); undefined: not at all. One
   * that it has given up is left to the next recovery, which begins when this one is over with all.
   */
  manner(leader: Pnn, db: string): string | undefined {
    const run = this.runs.get(leader);
    if (run?.get(db)?.hasFailed === true) return "";
    return [db, ""].find((name) => run?.has(name) === true);
  }
}
