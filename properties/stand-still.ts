import type { Pnn, TraceEvent } from "../model/index.ts";

/** What can hide something from a recovery daemon on one host since a moment. */
interface Account {
  /** Reasons it or its daemon stands still for now. */
  readonly reasons: Set<string>;
  stoodUs: number;
  sinceUs: number;
  /** Slowest local delivery since then, and the one now. */
  slowestUs: number;
  slowUs: number;
}

/**
 * How long a host's own news can have been on their way: the time its processes stood still, and the slowest
 * single delivery between them. (A slow delivery hides one message for its own time, not for as long as it is slow.)
 */
export class StandStill {
  private readonly accounts: readonly Account[];

  constructor(hosts: number) {
    this.accounts = Array.from({ length: hosts }, () => ({
      reasons: new Set<string>(),
      stoodUs: 0,
      sinceUs: 0,
      slowestUs: 0,
      slowUs: 0,
    }));
  }

  /** Takes in what stops, continues or slows the processes of a host. */
  observe(event: TraceEvent): void {
    const account = this.accounts[event.host];
    if (account === undefined) return;
    this.count(account, event.atUs);
    switch (event.type) {
      case "host-paused":
        account.reasons.add("host");
        break;
      case "host-resumed":
        account.reasons.delete("host");
        break;
      case "process-stopped":
        account.reasons.add(`${event.pid}`);
        break;
      case "process-continued":
      case "process-exited":
        account.reasons.delete(`${event.pid}`);
        break;
      case "host-crashed":
      case "host-started":
        account.reasons.clear();
        break;
      case "control-delayed":
        account.slowestUs = Math.max(account.slowestUs, event.byUs);
        break;
      case "local-delivery-slowed":
        account.slowUs = event.extraUs;
        account.slowestUs = Math.max(account.slowestUs, event.extraUs);
        break;
      default:
    }
  }

  /** It stands still for a reason that no observation says by itself. */
  begin(host: Pnn, reason: string, atUs: number): void {
    this.accountAt(host, atUs)?.reasons.add(reason);
  }

  /** That reason is over. */
  end(host: Pnn, reason: string, atUs: number): void {
    this.accountAt(host, atUs)?.reasons.delete(reason);
  }

  /** From now on. */
  restart(host: Pnn, atUs: number): void {
    const account = this.accounts[host];
    if (account === undefined) return;
    account.sinceUs = atUs;
    account.stoodUs = 0;
    // What was sent while it was slow may still be on its way.
    account.slowestUs = Math.max(account.slowUs, account.slowestUs);
  }

  /** What can have been hidden since then. */
  hiddenUs(host: Pnn, atUs: number): number {
    const account = this.accounts[host];
    if (account === undefined) return 0;
    this.count(account, atUs);
    return account.stoodUs + account.slowestUs;
  }

  private accountAt(host: Pnn, atUs: number): Account | undefined {
    const account = this.accounts[host];
    if (account !== undefined) this.count(account, atUs);
    return account;
  }

  private count(account: Account, atUs: number): void {
    if (account.reasons.size > 0) account.stoodUs += atUs - account.sinceUs;
    account.sinceUs = atUs;
  }
}
