import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";

/** One process that has the lock, as the storage knows it. */
export interface Hold {
  readonly host: Pnn;
  readonly pid: number;
  readonly object: number;
  readonly probe: boolean;
  readonly sinceUs: number;
}

/** How a host lost the lock last. */
export interface Loss {
  readonly atUs: number;
  readonly pid: number;
  /** Since when it had been held. */
  readonly sinceUs: number;
}

/** The observations this is folded from. */
export const lockTypes = ["lock-taken", "lock-freed"] as const satisfies readonly ObservationType[];

/** Who holds the lock in the service's truth. Probes hold it too; only helpers hold it for a leader. */
export class LockTruth {
  /** All holds, oldest first. */
  readonly holds: Hold[] = [];
  private readonly losses: (Loss | undefined)[];

  constructor(hosts: number) {
    this.losses = Array.from({ length: hosts }, () => undefined);
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (event.type === "lock-taken") {
      const { host, pid, object, probe, atUs } = event;
      this.holds.push({ host, pid, object, probe, sinceUs: atUs });
    }
    if (event.type !== "lock-freed") return;
    const index = this.holds.findIndex((hold) => hold.host === event.host && hold.pid === event.pid);
    const [hold] = index < 0 ? [] : this.holds.splice(index, 1);
    if (hold?.probe === false) this.losses[event.host] = { atUs: event.atUs, pid: event.pid, sinceUs: hold.sinceUs };
  }

  /** The hold of a host's lock helper, the oldest if there are several. */
  heldBy(host: Pnn): Hold | undefined {
    return this.holds.find((hold) => hold.host === host && !hold.probe);
  }

  /** The oldest hold of a lock helper on another host. */
  heldElsewhere(host: Pnn): Hold | undefined {
    return this.holds.find((hold) => hold.host !== host && !hold.probe);
  }

  /** The last time a host's helper lost the lock; absent: it never had it. */
  lastLoss(host: Pnn): Loss | undefined {
    return this.losses[host];
  }
}
