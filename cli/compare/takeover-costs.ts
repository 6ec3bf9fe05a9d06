import { type Pnn, servedDatabase, type TraceEvent } from "../../model/index.ts";

/** Controls of takeover runs that go from node to node. */
const CONTROLS: ReadonlySet<string> = new Set([
  "GET_PUBLIC_IPS",
  "START_IPREALLOCATE",
  "RELEASE_IP",
  "TAKEOVER_IP",
  "IPREALLOCATED",
]);

/** What takeover runs cost, and how much they move: packets, time, and how often a node takes an address. */
export class TakeoverCosts {
  /** Runs that were begun, and those that did not succeed. */
  takeoverRuns = 0;
  takeoverRunsFailed = 0;
  /** How long one that succeeded took: the longest, and the one in the middle; microseconds, 0 without any. */
  takeoverLongestUs = 0;
  takeoverTypicalUs = 0;
  /** How often a node's kernel was given an address. */
  addressesTaken = 0;
  /** Packets with controls of runs and their answers, and all packets about the database of who serves what. */
  takeoverPackets = 0;
  ownerPackets = 0;
  /** By host and process, when it began. */
  private readonly open = new Map<string, number>();
  private readonly tookUs: number[] = [];

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (event.type === "address-added") this.addressesTaken += 1;
    if (event.type === "takeover-started") {
      this.takeoverRuns += 1;
      this.open.set(keyOf(event), event.atUs);
    }
    if (event.type !== "takeover-ended") return;
    const sinceUs = this.open.get(keyOf(event));
    this.open.delete(keyOf(event));
    if (sinceUs !== undefined && event.ok) this.tookUs.push(event.atUs - sinceUs);
  }

  /** A packet leaves a host. */
  sent(name: string, db: string | undefined): void {
    if (CONTROLS.has(name)) this.takeoverPackets += 1;
    if (db === servedDatabase.name) this.ownerPackets += 1;
  }

  /** The run is over. */
  finish(): void {
    this.takeoverRunsFailed = this.takeoverRuns - this.tookUs.length;
    const inOrder = [...this.tookUs].sort((one, other) => one - other);
    this.takeoverLongestUs = inOrder.at(-1) ?? 0;
    this.takeoverTypicalUs = inOrder[Math.ceil(inOrder.length / 2) - 1] ?? 0;
  }
}

/** A run, by who makes it: a recovery daemon that does so itself makes one at a time. */
function keyOf({ host, pid }: { readonly host: Pnn; readonly pid: number }): string {
  return `${host} ${pid}`;
}
