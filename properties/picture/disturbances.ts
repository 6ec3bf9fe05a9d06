import type { ObservationType, TraceEvent } from "../../model/index.ts";

/** The observations that say the cluster is being disturbed. */
export const disturbanceTypes = [
  "fault-injected",
  "fault-ended",
  "admin-command",
  "partition-began",
  "partition-healed",
  "healed",
  "peer-dead",
] as const satisfies readonly ObservationType[];

/**
 * Faults after which everybody still answers, or is known to be gone: the connections of a process that is killed are
 * closed at once, and a control that fails is answered. Scripts, and clocks that run a little fast, keep nobody waiting.
 */
const answered: ReadonlySet<string> = new Set([
  "admin",
  "kill-process",
  "fail-control",
  "slow-script",
  "script-hangs",
  "service-down",
  "clock-rate",
  "ip-command",
]);

/** What is being done to the cluster, and when something last was. */
export class Disturbances {
  /** -1: nothing was done yet. */
  firstUs = -1;
  /** The last fault, end of a fault, lost peer, command or heal; -1: none. */
  lastUs = -1;
  /** When everything was undone; -1: not yet. */
  healedUs = -1;
  /** When something was last done, or ended, after which an answer may be waited for; -1: never. */
  private slowedUs = -1;
  /** Indices of the faults that go on. */
  private readonly open = new Set<number>();
  /** Those of them for which somebody may keep others waiting. */
  private readonly slowing = new Set<number>();

  /** Is a fault going on? */
  get isOpen(): boolean {
    return this.open.size > 0;
  }

  /** May whoever asks others now still wait for one that does not answer, if nobody waits longer than `waitUs`? */
  mayWait(atUs: number, waitUs: number): boolean {
    return this.slowing.size > 0 || (this.slowedUs >= 0 && atUs - this.slowedUs < waitUs);
  }

  /** Until when somebody may so wait, as far as is known now; infinite: as long as what goes on does. */
  waitsUntilUs(waitUs: number): number {
    if (this.slowing.size > 0) return Number.POSITIVE_INFINITY;
    return this.slowedUs < 0 ? 0 : this.slowedUs + waitUs;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (event.type === "fault-injected") this.open.add(event.index);
    if (event.type === "fault-ended") this.open.delete(event.index);
    if (event.type === "healed") {
      this.open.clear();
      this.healedUs = event.atUs;
    }
    this.noteSlow(event);
    this.lastUs = event.atUs;
    // Peers are lost in calm start-up too, when a slow node is called in vain.
    if (this.firstUs < 0 && event.type !== "peer-dead") this.firstUs = event.atUs;
  }

  private noteSlow(event: TraceEvent): void {
    if (event.type === "admin-command" || (event.type === "peer-dead" && event.cause === "closed")) return;
    if (event.type === "fault-injected" && answered.has(event.fault)) return;
    if (event.type === "fault-injected") this.slowing.add(event.index);
    // What was not noted when it began is not noted when it ends.
    if (event.type === "fault-ended" && !this.slowing.delete(event.index)) return;
    if (event.type === "healed") this.slowing.clear();
    this.slowedUs = event.atUs;
  }
}
