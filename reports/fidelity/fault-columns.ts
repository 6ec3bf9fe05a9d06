import type { ObservationOf, TraceEvent } from "../../model/index.ts";
import { impactOf } from "./impact.ts";

/** What is measured of a fault; the order is that of the table. */
export const columnNames = [
  "peerDead",
  "electionStarts",
  "newLeader",
  "knownToAll",
  "recoveryDone",
  "healLeader",
  "healRecovery",
] as const;

/** Name of a column. */
export type ColumnName = (typeof columnNames)[number];

/** When each thing happened, microseconds after the fault or, in the last two, after the heal; null: not at all. */
export type FaultColumns = Readonly<Record<ColumnName, number | null>>;

/** A vote that is over says so at most this much later than it was believed: the quiet time, resends, an exec. */
const VOTE_US = 4_000_000;

type Kept = ObservationOf<
  "peer-dead" | "election-started" | "election-ended" | "lock-believed" | "leader-believed" | "recovery-completed"
> & { readonly atUs: number; readonly host: number };

const kept: ReadonlySet<string> = new Set<Kept["type"]>([
  "peer-dead",
  "election-started",
  "election-ended",
  "lock-believed",
  "leader-believed",
  "recovery-completed",
]);

/**
 * Folds a trace into the columns of the table of real CTDB, each as it was computed from real logs:
 * those it struck are not asked, except for the start of elections and for what comes after the heal.
 */
export class FaultTimes {
  private readonly nodes: number;
  private readonly locked: boolean;
  private faultUs = -1;
  private healUs = Number.POSITIVE_INFINITY;
  private leader = -1;
  /** A fault of the lock service takes nobody out, even if it cuts its host off from the others too. */
  private takesOut = true;
  private readonly gone = new Set<number>();
  private readonly seen: Kept[] = [];

  /** @param locked a cluster lock decides who leads; otherwise votes do */
  constructor(nodes: number, locked: boolean) {
    this.nodes = nodes;
    this.locked = locked;
  }

  /** Takes one event of the trace in. */
  observe(event: TraceEvent): void {
    const { atUs, type } = event;
    if (type === "fault-injected" && this.faultUs < 0) {
      this.faultUs = atUs;
      this.takesOut = !event.fault.startsWith("service-");
    }
    if (this.faultUs < 0) {
      if (type === "leadership-claimed") this.leader = event.host;
      return;
    }
    const impact = impactOf(event, this.leader);
    if (impact.kind === "struck" && atUs === this.faultUs && this.takesOut) this.gone.add(impact.host);
    if (impact.kind === "heal") this.healUs = Math.min(this.healUs, atUs);
    if (kept.has(type)) this.seen.push(event as Kept);
  }

  /** The columns; all null if there was no fault. */
  finish(): FaultColumns {
    const before = this.seen.filter(({ atUs }) => atUs < this.healUs);
    const after = this.seen.filter(({ atUs }) => atUs >= this.healUs);
    const left = before.filter(({ host }) => !this.gone.has(host));
    const first = left.find((event) => this.leads(event));
    return {
      peerDead: this.since(left.find(({ type }) => type === "peer-dead")?.atUs),
      electionStarts: this.since(before.find(({ type }) => type === "election-started")?.atUs),
      newLeader: this.since(first?.atUs),
      knownToAll: this.since(first === undefined ? undefined : this.knownUs(first, left)),
      recoveryDone: this.since(left.find(({ type }) => type === "recovery-completed")?.atUs),
      healLeader: this.sinceHeal(after.find((event) => this.leads(event))?.atUs),
      healRecovery: this.sinceHeal(after.find(({ type }) => type === "recovery-completed")?.atUs),
    };
  }

  /** A node comes to lead: it takes the lock, or its vote is over and it has won. */
  private leads(event: Kept): boolean {
    if (this.locked) return event.type === "lock-believed" && event.lock === "held";
    return event.type === "election-ended" && event.leader === event.host;
  }

  /** When the last of those left knew the new leader; undefined: one never did. */
  private knownUs(first: Kept, left: readonly Kept[]): number | undefined {
    let lastUs = first.atUs;
    for (let pnn = 0; pnn < this.nodes; pnn += 1) {
      if (pnn === first.host || this.gone.has(pnn)) continue;
      const own = left.filter(({ host, atUs }) => host === pnn && atUs >= first.atUs - VOTE_US);
      const atUs = this.learntUs(own, first.host);
      if (atUs === undefined) return undefined;
      lastUs = Math.max(lastUs, atUs);
    }
    return lastUs;
  }

  /** A node that hears of a leader knows it at once; one that accepts its vote says so when the vote is over. */
  private learntUs(own: readonly Kept[], leader: number): number | undefined {
    const believed = own.find((event) => event.type === "leader-believed" && event.leader === leader);
    const ended = own.find((event) => event.type === "election-ended" && event.leader === leader);
    if (this.locked || ended === undefined) return believed?.atUs;
    return believed !== undefined && ended.atUs - believed.atUs > VOTE_US ? believed.atUs : ended.atUs;
  }

  private since(atUs: number | undefined): number | null {
    return atUs === undefined ? null : atUs - this.faultUs;
  }

  private sinceHeal(atUs: number | undefined): number | null {
    return atUs === undefined ? null : atUs - this.healUs;
  }
}
