import { databaseOfGlobalLock, type ObservationType, type Pnn, type TraceEvent } from "../../model/index.ts";
import { isActive, type Picture } from "../picture/index.ts";

/** What the lost locks are folded from. */
export const lostLockTypes = [
  "transaction-began",
  "transaction-ended",
  "record-arrived",
  "flags-changed",
  "process-exited",
  "host-crashed",
  "peer-dead",
  "peer-connected",
] as const satisfies readonly ObservationType[];

/**
 * Global locks that may stay with somebody who has let go of them. Their records are volatile: what the node of the last
 * holder wrote there goes with it when it leaves (facts/recovery.md §6, by design), and as long as that client lives
 * nobody takes the lock that an older copy says is his.
 */
export class LostLocks {
  private readonly picture: Picture;
  /** The node of the last holder of each, or that has its record since, by the database that transactions exclude each other over. */
  private readonly owners = new Map<string, Pnn>();
  private readonly lost = new Set<string>();
  /** For each host: the hosts whose daemons take its own for dead, since they were connected last. */
  private readonly deadTo: readonly Set<Pnn>[];

  constructor(picture: Picture) {
    this.picture = picture;
    this.deadTo = picture.hosts.map(() => new Set<Pnn>());
  }

  /** Takes one observation in, after the picture. */
  observe(event: TraceEvent): void {
    switch (event.type) {
      case "transaction-began":
        this.lost.delete(event.db);
        this.own(event.db, event.host);
        break;
      case "transaction-ended":
        this.own(event.db, event.host);
        break;
      case "record-arrived":
        // A vacuum, too, has the record of a lock brought to its lmaster: the last word goes with it.
        this.bring(event, databaseOfGlobalLock(event));
        break;
      case "flags-changed":
        if (!isActive(this.picture.host(event.host))) this.leave(event.host);
        break;
      case "process-exited":
        if (event.program === "ctdbd") this.goAway(event.host);
        break;
      case "host-crashed":
        this.goAway(event.host);
        break;
      case "peer-dead":
        this.deadTo[event.peer]?.add(event.host);
        this.leave(event.peer);
        break;
      case "peer-connected":
        this.deadTo[event.peer]?.delete(event.host);
        break;
      default:
    }
  }

  /** May the lock of that database be somebody's who does not know of it? */
  has(db: string): boolean {
    return this.lost.has(db);
  }

  private bring({ host }: TraceEvent, db: string | undefined): void {
    if (db !== undefined) this.own(db, host);
  }

  /** Whoever takes it for dead, and is not gone himself, may recover without what it has, and come back with that. */
  private own(db: string, host: Pnn): void {
    this.owners.set(db, host);
    if ((this.deadTo[host]?.size ?? 0) > 0) this.lost.add(db);
  }

  private goAway(host: Pnn): void {
    for (const others of this.deadTo) others.delete(host);
    this.leave(host);
  }

  private leave(host: Pnn): void {
    for (const [db, owner] of this.owners) if (owner === host) this.lost.add(db);
  }
}
