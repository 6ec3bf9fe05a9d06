import type { ObservationOf, ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import { type Place, recordName } from "../picture/index.ts";
import { hostOfKey, processKey } from "../process-key.ts";

/** What the wants are folded from. */
export const wantTypes = [
  "read-began",
  "record-wanted",
  "call-asked",
  "call-answered",
  "record-locked",
  "job-began",
  "job-ended",
  "process-exited",
  "host-crashed",
] as const satisfies readonly ObservationType[];

/** A record that a client has called for and was not given. */
export interface Want extends Place {
  readonly host: Pnn;
  readonly pid: number;
  /** When it called for it first. */
  readonly sinceUs: number;
}

/** What clients call for: an error ends a call, and he who means to lock the record calls again. */
export class Wants {
  private readonly wants = new Map<number, Want>();
  /** Clients that only want to read: they make do with an error. */
  private readonly reading = new Set<number>();

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    switch (event.type) {
      case "read-began":
        this.reading.add(processKey(event));
        break;
      case "record-wanted":
        this.reading.delete(processKey(event));
        break;
      case "call-asked":
        this.call(event);
        break;
      case "call-answered":
        if (event.status === 0 || this.reading.has(processKey(event))) this.forget(processKey(event));
        break;
      case "record-locked":
      case "job-began":
      case "job-ended":
      case "process-exited":
        this.forget(processKey(event));
        break;
      case "host-crashed":
        for (const key of [...this.wants.keys()]) if (hostOfKey(key) === event.host) this.forget(key);
        break;
      default:
    }
  }

  /** Those that living clients have. */
  all(): Want[] {
    return [...this.wants.values()];
  }

  private call({ host, atUs, pid, db, key }: ObservationOf<"call-asked"> & TraceEvent): void {
    const client = processKey({ host, pid });
    const known = this.wants.get(client);
    if (known !== undefined && recordName(known) === recordName({ db, key })) return;
    this.wants.set(client, { host, pid, db, key, sinceUs: atUs });
  }

  private forget(client: number): void {
    this.wants.delete(client);
    this.reading.delete(client);
  }
}
