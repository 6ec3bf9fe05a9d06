import type { ObservationOf, ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import type { Picture } from "../picture/index.ts";

/** The observations this is folded from. */
export const believedOwnerTypes = [
  "takeover-phase",
  "control-accepted",
  "address-assigned",
  "address-known",
  "process-exited",
] as const satisfies readonly ObservationType[];

/** By address and host: whom the daemon of that host believes to serve it. */
type Owners = Map<string, Map<Pnn, Pnn>>;

/**
 * Whom each main daemon must believe to serve an address that is another node's: a takeover run has it released by all that it
 * reaches but the node that is to have it, and goes on to have it taken only if all have answered (facts/ip-nfs.md §1.3).
 */
export class BelievedOwners {
  readonly #picture: Picture;
  /** Who has had addresses released last: what it has had taken since, and what was believed before that. */
  #run = "";
  #now: Owners = new Map();
  #before: Owners = new Map();
  /** Since then: by address, the hosts that were given it, as by a move by hand while another node was taking it. */
  #changed = new Map<string, Set<Pnn>>();

  constructor(picture: Picture) {
    this.#picture = picture;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { host } = event;
    if (event.type === "takeover-phase" && event.phase === "release") {
      this.#run = `${host}/${event.pid}`;
      this.#before = this.#now;
      this.#now = new Map();
      this.#changed = new Map();
    }
    if (event.type === "process-exited" && event.program === "ctdbd")
      for (const address of [...this.#now.keys(), ...this.#before.keys()]) this.#forget(address, host);
    if (event.type === "address-assigned" || event.type === "address-known") this.#forget(event.address, host);
    if (event.type === "address-assigned" && event.on)
      this.#changed.set(event.address, (this.#changed.get(event.address) ?? new Set()).add(host));
    if (event.type === "control-accepted" && event.op === "TAKEOVER_IP") this.#learn(event);
  }

  /** Whom a host that is told now, by a run, to take an address believed to serve it: another node; undefined: that is not known. */
  of(host: Pnn, address: string, { from, pid }: { readonly from: Pnn; readonly pid: number }): Pnn | undefined {
    return `${from}/${pid}` === this.#run ? this.#before.get(address)?.get(host) : undefined;
  }

  #learn({ host, from, pid, value = "" }: ObservationOf<"control-accepted"> & TraceEvent): void {
    this.#forget(value, host);
    const run = this.#picture.takeovers.of(from, pid);
    if (`${from}/${pid}` !== this.#run || run === undefined) return;
    const others = [...run.reached]
      .filter((pnn) => pnn !== host && !this.#changed.get(value)?.has(pnn))
      .map((pnn) => [pnn, host] as const);
    this.#now.set(value, new Map(others));
  }

  #forget(address: string, host: Pnn): void {
    this.#now.get(address)?.delete(host);
    this.#before.get(address)?.delete(host);
  }
}
