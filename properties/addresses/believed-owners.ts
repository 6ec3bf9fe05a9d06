import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";

/** The observations this is folded from. */
export const believedOwnerTypes = [
  "control-accepted",
  "address-assigned",
  "address-known",
  "process-exited",
] as const satisfies readonly ObservationType[];

/**
 * Whom each main daemon must believe to serve an address: it was told to release it, and then another node was told by the same
 * run, or the same tool, to take it (facts/ip-nfs.md §1.3: redundant releases are how others learn the owner).
 */
export class BelievedOwners {
  /** By address and host: who has last told it to release that. */
  readonly #told = new Map<string, Map<Pnn, string>>();
  readonly #believed = new Map<string, Map<Pnn, Pnn>>();

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { host } = event;
    if (event.type === "process-exited" && event.program === "ctdbd")
      for (const address of this.#told.keys()) this.#forget(address, host);
    if (event.type === "address-assigned" || event.type === "address-known") this.#forget(event.address, host);
    if (event.type !== "control-accepted" || event.value === undefined) return;
    const asker = `${event.from}/${event.pid}`;
    if (event.op === "RELEASE_IP") {
      this.#forget(event.value, host);
      if (!this.#told.has(event.value)) this.#told.set(event.value, new Map());
      this.#told.get(event.value)?.set(host, asker);
    }
    if (event.op === "TAKEOVER_IP") this.#learn(event.value, host, asker);
  }

  /** The other node that the daemon of a host believes to serve the address; undefined: none that is known. */
  of(host: Pnn, address: string): Pnn | undefined {
    return this.#believed.get(address)?.get(host);
  }

  #learn(address: string, owner: Pnn, asker: string): void {
    this.#forget(address, owner);
    const told = this.#told.get(address) ?? [];
    const believed = this.#believed.get(address) ?? new Map<Pnn, Pnn>();
    this.#believed.set(address, believed);
    for (const [host, by] of told) if (by === asker) believed.set(host, owner);
  }

  #forget(address: string, host: Pnn): void {
    this.#told.get(address)?.delete(host);
    this.#believed.get(address)?.delete(host);
  }
}
