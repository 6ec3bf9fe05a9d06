import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import type { Picture } from "../picture/index.ts";

/** The observations this is folded from. */
export const leavingTypes = [
  "address-known",
  "address-leaving",
  "address-command-ended",
  "reload-ended",
  "process-exited",
] as const satisfies readonly ObservationType[];

/** The addresses that daemons are to delete as soon as they are released. */
export class LeavingAddresses {
  /** By host: since when. */
  readonly #since: readonly Map<string, number>[];
  /** By host: those after whose deletion a takeover run was asked for. */
  readonly #asked: readonly Set<string>[];

  constructor({ hosts }: Picture) {
    this.#since = hosts.map(() => new Map());
    this.#asked = hosts.map(() => new Set());
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const [since, asked] = [this.#since[event.host], this.#asked[event.host]];
    if (since === undefined || asked === undefined) return;
    switch (event.type) {
      case "address-known":
        return this.#drop(event.host, event.address);
      case "address-leaving":
        if (event.on) since.set(event.address, event.atUs);
        else this.#drop(event.host, event.address);
        return;
      case "address-command-ended":
      case "reload-ended":
        if (event.ok) for (const address of since.keys()) asked.add(address);
        return;
      case "process-exited":
        if (event.program !== "ctdbd") return;
        since.clear();
        asked.clear();
        return;
      default:
    }
  }

  /** Those of a host, and since when. */
  of(host: Pnn): ReadonlyMap<string, number> {
    return this.#since[host] ?? new Map<string, number>();
  }

  /** Those of a host for which a takeover run was asked since. */
  askedFor(host: Pnn): Iterable<string> {
    return this.#asked[host] ?? [];
  }

  #drop(host: Pnn, address: string): void {
    this.#since[host]?.delete(address);
    this.#asked[host]?.delete(address);
  }
}
