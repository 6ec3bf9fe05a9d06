import type { Destination, ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import { processKey } from "../process-key.ts";

/** A client that gets messages. */
export interface Reader {
  readonly host: Pnn;
  readonly pid: number;
}

/** One message on its way: from a client, or what its daemon sends when it is gone. */
export interface Letter {
  readonly from: Pnn;
  readonly sender: number;
  readonly number: number;
  readonly srvid: string;
  readonly to: Destination;
}

/** What readers are folded from. */
export const readerTypes = [
  "srvid-registered",
  "process-exited",
  "host-crashed",
] as const satisfies readonly ObservationType[];

interface Registered extends Reader {
  readonly srvids: Set<string>;
  /** Where its daemon sends a message when it is gone. */
  readonly lastWords: Set<string>;
}

/** Living clients by what they have registered for. */
export class Readers {
  private readonly clients = new Map<number, Registered>();
  /** Those that are gone: a daemon may still read that they register, and then reads that they are gone. */
  private readonly gone = new Set<number>();

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (event.type === "srvid-registered") this.add(event);
    if (event.type === "process-exited" && event.program === "samba-client") this.leave(processKey(event));
    if (event.type === "host-crashed")
      for (const [key, { host }] of this.clients) if (host === event.host) this.leave(key);
  }

  private leave(key: number): void {
    this.clients.delete(key);
    this.gone.add(key);
  }

  /** Who has registered for that. */
  of(srvid: string): readonly Reader[] {
    return [...this.clients.values()].filter(({ srvids }) => srvids.has(srvid));
  }

  /** Where a client's last word goes. */
  lastWordsOf(reader: Reader): readonly string[] {
    return [...(this.clients.get(processKey(reader))?.lastWords ?? [])];
  }

  private add({ host, pid, srvid, lastWord }: Reader & { readonly srvid: string; readonly lastWord: boolean }): void {
    const key = processKey({ host, pid });
    if (this.gone.has(key)) return;
    const client = this.clients.get(key) ?? { host, pid, srvids: new Set(), lastWords: new Set() };
    (lastWord ? client.lastWords : client.srvids).add(srvid);
    this.clients.set(key, client);
  }
}

/** What this observation sends on its way; `readers` as they were before it. */
export function lettersOf(readers: Readers, event: TraceEvent): readonly Letter[] {
  if (event.type === "message-sent")
    return [{ from: event.host, sender: event.pid, number: event.number, srvid: event.srvid, to: event.to }];
  if (event.type !== "process-exited") return [];
  return readers
    .lastWordsOf(event)
    .map((srvid) => ({ from: event.host, sender: event.pid, number: 0, srvid, to: "connected" }));
}
