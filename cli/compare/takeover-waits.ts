import type { Pnn, TraceEvent } from "../../model/index.ts";

/** What a leader that makes a takeover run has not done yet since the run began, or since it did it last. */
interface Waiting {
  flagsSinceUs: number;
  announcedUs: number;
  /** The run is over: the next time it does either, that is told, and no more. */
  isOver: boolean;
}

/** What ends a leader's being watched: it stands still, or leads no more. */
const ends: ReadonlySet<string> = new Set(["host-crashed", "host-paused", "process-stopped", "election-started"]);

/**
 * What a takeover run keeps its leader from: how long nobody compares the nodes' views of the flags and mends them
 * (main loop, steps 13 and 14), and how long it does not announce itself, around a run.
 */
export class TakeoverWaits {
  /** Longest times, microseconds. */
  flagsUncheckedLongestUs = 0;
  unannouncedLongestUs = 0;
  private readonly waiting = new Map<Pnn, Waiting>();
  /** When each host announced itself last. */
  private readonly announcedUs = new Map<Pnn, number>();

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { host, atUs, type } = event;
    if (type === "leadership-claimed") this.announced(host, atUs);
    if (type === "takeover-started") {
      const announcedUs = this.announcedUs.get(host) ?? atUs;
      this.waiting.set(host, { flagsSinceUs: atUs, announcedUs, isOver: false });
    }
    const waiting = this.waiting.get(host);
    if (type === "takeover-ended" && waiting !== undefined) waiting.isOver = true;
    const isGone = type === "process-exited" && (event.program === "recoverd" || event.program === "ctdbd");
    if (isGone || ends.has(type) || (type === "leader-believed" && event.leader !== host)) {
      this.waiting.delete(host);
      this.announcedUs.delete(host);
    }
  }

  /** A packet leaves a host: a question for a peer's node map begins a comparison of the flags. */
  sent(name: string, from: Pnn, atUs: number): void {
    if (name !== "GET_NODEMAP") return;
    const waiting = this.waiting.get(from);
    if (waiting === undefined) return;
    this.flagsUncheckedLongestUs = Math.max(this.flagsUncheckedLongestUs, atUs - waiting.flagsSinceUs);
    waiting.flagsSinceUs = atUs;
    if (waiting.isOver) this.waiting.delete(from);
  }

  private announced(host: Pnn, atUs: number): void {
    this.announcedUs.set(host, atUs);
    const waiting = this.waiting.get(host);
    if (waiting === undefined) return;
    this.unannouncedLongestUs = Math.max(this.unannouncedLongestUs, atUs - waiting.announcedUs);
    waiting.announcedUs = atUs;
  }
}
