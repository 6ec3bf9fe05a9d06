import type { EventName, EventOutcome, ObservationType, Pnn, TraceEvent } from "../../model/index.ts";

/** An event whose scripts run. */
export interface RunningEvent {
  readonly event: EventName;
  readonly run: number;
  readonly atUs: number;
}

/** What is known of one event daemon. */
export interface EventDaemon {
  readonly pid: number;
  running: RunningEvent | null;
  /** The number of the event that began last, and the one that ended last. */
  lastRun: number;
  ended: { readonly event: EventName; readonly outcome: EventOutcome; readonly atUs: number } | null;
}

/** The observations this is folded from. */
export const eventLogTypes = [
  "event-began",
  "event-ended",
  "process-started",
  "process-exited",
  "host-crashed",
] as const satisfies readonly ObservationType[];

/** What the event daemons of all hosts do; one of a daemon that is dead may live on for a while. */
export class EventLog {
  private readonly daemons = new Map<string, EventDaemon>();
  /** The event daemon of each host's main daemon. */
  private readonly current = new Map<Pnn, number>();

  /** What is known of an event daemon before the event at hand. */
  of(host: Pnn, pid: number): EventDaemon {
    const key = `${host}/${pid}`;
    const known = this.daemons.get(key) ?? { pid, running: null, lastRun: 0, ended: null };
    this.daemons.set(key, known);
    return known;
  }

  /** Is that the event daemon of the host's main daemon? */
  isCurrent(host: Pnn, pid: number): boolean {
    return this.current.get(host) === pid;
  }

  /** What runs on a host for its main daemon. */
  running(host: Pnn): RunningEvent | null {
    const pid = this.current.get(host);
    return pid === undefined ? null : this.of(host, pid).running;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { host, atUs } = event;
    if (event.type === "process-started" && event.program === "eventd") this.current.set(host, event.pid);
    if (event.type === "process-exited") this.daemons.delete(`${host}/${event.pid}`);
    if (event.type === "host-crashed") this.current.delete(host);
    if (event.type === "event-began") {
      const daemon = this.of(host, event.pid);
      daemon.running = { event: event.event, run: event.run, atUs };
      daemon.lastRun = event.run;
    }
    if (event.type === "event-ended") {
      const daemon = this.of(host, event.pid);
      daemon.running = null;
      daemon.ended = { event: event.event, outcome: event.outcome, atUs };
    }
  }
}
