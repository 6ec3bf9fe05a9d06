import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import { databaseAttemptUs } from "../bounds.ts";
import type { Setting } from "../property.ts";
import { Freezes, freezeTypes } from "./freezes.ts";

/** Attempts at one database after which its recovery has failed, and somebody may be banned for it (facts/recovery.md §2.4). */
const attemptsMax = 3;

/** What it is folded from. */
export const databaseTroubleTypes = [
  "database-step",
  "recovery-started",
  ...freezeTypes,
] as const satisfies readonly ObservationType[];

/** Which recoveries could not recover a database, and where freezes stood in line for long. */
export class DatabaseTrouble {
  private readonly freezes = new Freezes();
  /** When the last recovery of each host came to the last attempt at a database; absent: it did not. */
  private readonly lastAttemptUs = new Map<Pnn, number>();
  /** When each host's last freeze that stood in line for an attempt or longer was over. */
  private readonly slowUs = new Map<Pnn, number>();
  private readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { host, atUs } = event;
    if (event.type === "database-frozen" || event.type === "database-thawed") this.noteEnd(host, event.db, atUs);
    this.freezes.observe(event);
    if (event.type === "recovery-started") this.lastAttemptUs.delete(host);
    if (event.type === "database-step" && event.attempt >= attemptsMax) this.lastAttemptUs.set(host, atUs);
  }

  /** Has the recovery that a host runs tried a database for the last time? */
  hasTriedAll(host: Pnn): boolean {
    return this.lastAttemptUs.has(host);
  }

  /** Did a freeze on the host outlast an attempt, at or after that moment? */
  wasSlow(host: Pnn, sinceUs: number, atUs: number): boolean {
    const isSlow = this.freezes
      .inLine("")
      .some((freeze) => freeze.host === host && atUs - freeze.sinceUs >= databaseAttemptUs(this.setting.constants));
    return isSlow || (this.slowUs.get(host) ?? Number.NEGATIVE_INFINITY) >= sinceUs;
  }

  private noteEnd(host: Pnn, db: string, atUs: number): void {
    const freeze = this.freezes.of(host, db);
    if (freeze === undefined || freeze.isFrozen) return;
    if (atUs - freeze.sinceUs >= databaseAttemptUs(this.setting.constants)) this.slowUs.set(host, atUs);
  }
}
