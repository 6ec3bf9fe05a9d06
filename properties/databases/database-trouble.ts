import type { ObservationOf, ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import { databaseAttemptUs } from "../bounds.ts";
import type { Picture } from "../picture/index.ts";
import type { Setting } from "../property.ts";

/** What it, and the end of a ban, are folded from, besides the picture. */
export const databaseTroubleTypes = [
  "recovery-started",
  "database-step",
  "database-frozen",
  "database-thawed",
] as const satisfies readonly ObservationType[];

/** Which recoveries could not recover a database, and where freezes stood in line for long. */
export class DatabaseTrouble {
  /** For each host, in its last recovery: the attempts at each database that were not seen to succeed (facts/recovery.md §2.4). */
  private readonly failures = new Map<Pnn, Map<string, number>>();
  /** Hosts whose last recovery came to the last attempt at a database, or gave one up. */
  private readonly triedAll = new Set<Pnn>();
  /** When each host's last freeze that had stood in line for an attempt or longer had its lock. */
  private readonly slowUs = new Map<Pnn, number>();
  private readonly attemptUs: number;
  private readonly attemptsMax: number;
  private readonly creditsMax: number;
  private readonly picture: Picture;

  constructor({ constants }: Setting, picture: Picture) {
    this.attemptsMax = constants.databaseAttempts;
    this.creditsMax = constants.databaseCredits;
    this.attemptUs = databaseAttemptUs(constants);
    this.picture = picture;
  }

  /** Takes one observation in, after the picture. */
  observe(event: TraceEvent): void {
    const { host, atUs } = event;
    if (event.type === "recovery-started") {
      this.triedAll.delete(host);
      this.failures.delete(host);
    }
    if (event.type === "database-step") this.count(host, event);
    // Failures are counted over all databases of a recovery, and one that is given up early ends it as well.
    const isLast = event.type === "database-step" && (event.step === "failed" || event.attempt >= this.attemptsMax);
    if (isLast) this.triedAll.add(host);
    if (event.type !== "database-frozen") return;
    const sinceUs = this.picture.freezes.of(host, event.db)?.sinceUs ?? atUs;
    if (atUs - sinceUs >= this.attemptUs) this.slowUs.set(host, atUs);
  }

  /** Has the recovery that a host runs tried a database for the last time, and failed often enough, at all together, to ban? */
  hasTriedAll(host: Pnn): boolean {
    const failures = [...(this.failures.get(host)?.values() ?? [])].reduce((sum, count) => sum + count, 0);
    return this.triedAll.has(host) && failures >= this.creditsMax;
  }

  /** Did a freeze on the host outlast an attempt, at or after that moment? */
  wasSlow(host: Pnn, sinceUs: number, atUs: number): boolean {
    const lines = this.picture.freezes.inLine("").filter((freeze) => freeze.host === host);
    if (lines.some((freeze) => atUs - freeze.sinceUs >= this.attemptUs)) return true;
    return (this.slowUs.get(host) ?? Number.NEGATIVE_INFINITY) >= sinceUs;
  }

  /** Each attempt that fails is counted against one node at most. */
  private count(host: Pnn, { db, step, attempt }: ObservationOf<"database-step">): void {
    const failures = this.failures.get(host) ?? new Map<string, number>();
    this.failures.set(host, failures.set(db, step === "recovered" ? attempt - 1 : attempt));
  }
}
