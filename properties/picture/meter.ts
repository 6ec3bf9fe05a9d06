import type { Pnn } from "../../model/index.ts";

/** What one host has been charged so far, and what runs. */
interface Account {
  totalUs: number;
  /** The total is right up to here. */
  countedToUs: number;
  /** Reasons that last until they are ended. */
  reasons: Set<string>;
  /** A reason that ends by itself. */
  untilUs: number;
}

/**
 * How long, for each host, something has been going on (not scheduled, storage hung …).
 * Reasons may overlap: time counts once. Asked with times that never go back.
 */
export class Meter {
  private readonly accounts: readonly Account[];

  constructor(hosts: number) {
    this.accounts = Array.from({ length: hosts }, () => ({
      totalUs: 0,
      countedToUs: 0,
      reasons: new Set(),
      untilUs: 0,
    }));
  }

  /** From now on, until {@link stop} names the same reason. */
  start(host: Pnn, reason: string, atUs: number): void {
    this.counted(host, atUs)?.reasons.add(reason);
  }

  /** One reason is over. */
  stop(host: Pnn, reason: string, atUs: number): void {
    this.counted(host, atUs)?.reasons.delete(reason);
  }

  /** All reasons are over: the host is gone. */
  clear(host: Pnn, atUs: number): void {
    const account = this.counted(host, atUs);
    if (account === undefined) return;
    account.reasons.clear();
    account.untilUs = atUs;
  }

  /** From now on for `forUs`. */
  startFor(host: Pnn, forUs: number, atUs: number): void {
    const account = this.counted(host, atUs);
    if (account !== undefined) account.untilUs = Math.max(account.untilUs, atUs + forUs);
  }

  /** Microseconds counted for a host from the start of the run to `atUs`. */
  totalUs(host: Pnn, atUs: number): number {
    return this.counted(host, atUs)?.totalUs ?? 0;
  }

  /** Does it go on without a known end? */
  isOpen(host: Pnn): boolean {
    return (this.accounts[host]?.reasons.size ?? 0) > 0;
  }

  /** How much is still to come by a reason that ends by itself. */
  restUs(host: Pnn, atUs: number): number {
    return Math.max(0, (this.accounts[host]?.untilUs ?? 0) - atUs);
  }

  private counted(host: Pnn, atUs: number): Account | undefined {
    const account = this.accounts[host];
    if (account === undefined || atUs <= account.countedToUs) return account;
    const endUs = account.reasons.size > 0 ? atUs : Math.min(atUs, account.untilUs);
    account.totalUs += Math.max(0, endUs - account.countedToUs);
    account.countedToUs = atUs;
    return account;
  }
}
