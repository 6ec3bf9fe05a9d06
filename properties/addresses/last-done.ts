import type { EventName, ObservationType, Pnn, TraceEvent } from "../../model/index.ts";

/** The observations this is folded from. */
export const lastDoneTypes = ["event-ended"] as const satisfies readonly ObservationType[];

/** When an event has last ended well on each host. */
export class LastDone {
  readonly #event: EventName;
  readonly #atUs = new Map<Pnn, number>();

  constructor(event: EventName) {
    this.#event = event;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (event.type === "event-ended" && event.event === this.#event && event.outcome === "done")
      this.#atUs.set(event.host, event.atUs);
  }

  /** Has it done so since then? */
  isSince(host: Pnn, sinceUs: number): boolean {
    return (this.#atUs.get(host) ?? -1) >= sinceUs;
  }
}
