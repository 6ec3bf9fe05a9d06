import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import { processKey } from "../process-key.ts";
import { recordName } from "./record-name.ts";

/** A record, by database and key. */
export interface Place {
  readonly db: string;
  readonly key: string;
}

/** What a client waits for: its turn at a record's chain, its daemon's answer, the end of its transaction, or a database (without a key). */
export interface Wait extends Place {
  readonly kind: "line" | "call" | "commit" | "attach";
  /** The client's number of the call; 0: it has none. */
  readonly call: number;
  readonly sinceUs: number;
}

/** A record that a client has locked. */
export interface Held extends Place {
  readonly sinceUs: number;
}

/** One client, as far as it uses records. */
export interface ClientView {
  readonly host: Pnn;
  readonly pid: number;
  /** What it has locked, by name. */
  readonly held: Map<string, Held>;
  wait: Wait | null;
}

/** What the clients are folded from. */
export const clientTypes = [
  "record-wanted",
  "call-asked",
  "call-answered",
  "record-locked",
  "record-unlocked",
  "transaction-asked",
  "transaction-ended",
  "attach-asked",
  "attach-answered",
  "process-exited",
  "host-crashed",
] as const satisfies readonly ObservationType[];

/** Which records the living clients hold, and for which they wait. */
export class Clients {
  private readonly views = new Map<number, ClientView>();

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { atUs } = event;
    switch (event.type) {
      case "record-wanted":
        this.view(event).wait = { kind: "line", call: 0, db: event.db, key: event.key, sinceUs: atUs };
        break;
      case "call-asked":
        this.view(event).wait = { kind: "call", call: event.call, db: event.db, key: event.key, sinceUs: atUs };
        break;
      case "call-answered":
        this.answer(this.view(event), event.call);
        break;
      case "record-locked":
        this.lock(this.view(event), event, event.atUs);
        break;
      case "record-unlocked":
        this.view(event).held.delete(recordName(event));
        break;
      case "transaction-asked":
        this.commit(this.view(event), event, atUs);
        break;
      case "attach-asked":
        this.view(event).wait = { kind: "attach", call: 0, db: event.db, key: "", sinceUs: atUs };
        break;
      case "attach-answered":
      case "transaction-ended":
        this.view(event).wait = null;
        break;
      case "process-exited":
        this.views.delete(processKey(event));
        break;
      case "host-crashed":
        for (const [key, { host }] of this.views) if (host === event.host) this.views.delete(key);
        break;
      default:
    }
  }

  /** One client; undefined if it has done nothing yet, or is gone. */
  find(process: { readonly host: Pnn; readonly pid: number }): ClientView | undefined {
    return this.views.get(processKey(process));
  }

  /** Those that wait for something. */
  waiting(): ClientView[] {
    return [...this.views.values()].filter(({ wait }) => wait !== null);
  }

  /** Who has a record locked, on any host or on one; several only if something is wrong. */
  holdersOf(place: Place, host?: Pnn): ClientView[] {
    const name = recordName(place);
    return [...this.views.values()].filter(
      (client) => client.held.has(name) && (host === undefined || client.host === host),
    );
  }

  /** Those of a host that have a record of a database locked. */
  holdersIn(db: string, host: Pnn): ClientView[] {
    return [...this.views.values()].filter(
      (client) => client.host === host && [...client.held.values()].some((place) => place.db === db),
    );
  }

  private answer(client: ClientView, call: number): void {
    if (client.wait?.kind === "call" && client.wait.call === call) client.wait = null;
  }

  /** It asks again and again, until it is told. */
  private commit(client: ClientView, { db, key }: Place, atUs: number): void {
    if (client.wait?.kind !== "commit") client.wait = { kind: "commit", call: 0, db, key, sinceUs: atUs };
  }

  private lock(client: ClientView, { db, key }: Place, sinceUs: number): void {
    client.wait = null;
    client.held.set(recordName({ db, key }), { db, key, sinceUs });
  }

  private view(process: { readonly host: Pnn; readonly pid: number }): ClientView {
    const known = this.find(process);
    if (known !== undefined) return known;
    const view: ClientView = { host: process.host, pid: process.pid, held: new Map(), wait: null };
    this.views.set(processKey(process), view);
    return view;
  }
}
