import type { Pnn, TraceEvent } from "../../model/index.ts";
import type { Picture } from "../picture/index.ts";

/** What it is folded from. */
export const assignedTypes = ["address-assigned", "process-exited"] as const;

/** The public addresses that each main daemon takes for its own, whatever its kernel has. */
export class Assigned {
  readonly #own: readonly Set<string>[];

  constructor({ hosts }: Picture) {
    this.#own = hosts.map(() => new Set());
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const own = this.#own[event.host];
    if (event.type === "process-exited" && event.program === "ctdbd") own?.clear();
    if (event.type !== "address-assigned") return;
    if (event.on) own?.add(event.address);
    else own?.delete(event.address);
  }

  /** Does the daemon of this host take the address for its own? */
  has(host: Pnn, address: string): boolean {
    return this.#own[host]?.has(address) === true;
  }

  /** All that the daemon of a host takes for its own. */
  of(host: Pnn): Iterable<string> {
    return this.#own[host] ?? [];
  }
}
