import { namedInterfaces, type ObservationType, type Pnn, type TraceEvent } from "../../model/index.ts";
import type { Picture } from "../picture/index.ts";
import type { Setting } from "../property.ts";
import { interfacesFor } from "./dead-links.ts";
import { HandMoves, handMoveTypes } from "./hand-moves.ts";

/** The observations this is folded from. */
export const knownAddressTypes = [
  "addresses-file-changed",
  "address-known",
  "address-leaving",
  ...handMoveTypes,
  "link-noticed",
  "process-started",
] as const satisfies readonly ObservationType[];

/**
 * The public addresses that each node knows and is not about to forget: at first those of the scenario, later what its file says
 * when its daemon starts, and what is added and deleted meanwhile.
 */
export class KnownAddresses {
  /** What an administrator moves by hand. */
  readonly moves: HandMoves;
  /** Were any added or deleted so far? */
  hasChanged = false;
  readonly #file: (readonly string[])[];
  readonly #known: (readonly string[])[];
  readonly #changedUs: number[];
  readonly #interfaces: ReadonlyMap<string, readonly string[]>;
  /** The interfaces that the daemon of each host knows to have no link. */
  readonly #unlinked: readonly Set<string>[];

  constructor({ publicAddresses = [], constants }: Setting, { hosts }: Picture) {
    const all = publicAddresses.map(({ address }) => address);
    const isEverywhere = publicAddresses.every(({ nodes }) => nodes === undefined);
    const of = (pnn: Pnn): readonly string[] =>
      publicAddresses.flatMap(({ address, nodes }) => (nodes?.includes(pnn) === false ? [] : [address]));
    this.#file = hosts.map(({ pnn }) => (isEverywhere ? all : of(pnn)));
    this.#known = [...this.#file];
    this.#changedUs = hosts.map(() => Number.NEGATIVE_INFINITY);
    this.moves = new HandMoves(constants);
    this.#interfaces = namedInterfaces(publicAddresses);
    this.#unlinked = hosts.map(() => new Set());
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { host, atUs } = event;
    switch (event.type) {
      case "addresses-file-changed":
        this.#file[host] = event.addresses;
        this.hasChanged = true;
        return;
      case "address-move-asked":
      case "address-command-ended":
      case "takeover-started":
        return this.moves.observe(event);
      case "address-known":
        return this.#change(host, event.address, event.on, atUs);
      case "address-leaving":
        return this.#change(host, event.address, !event.on, atUs);
      case "link-noticed":
        if (event.on) this.#unlinked[host]?.delete(event.interface);
        else this.#unlinked[host]?.add(event.interface);
        this.#changedUs[host] = atUs;
        return;
      case "process-started":
        if (event.program !== "ctdbd") return;
        this.#known[host] = this.#file[host] ?? [];
        this.#unlinked[host]?.clear();
        return;
      default:
    }
  }

  /** Those that the daemon of a host knows, in the order of its file, then as they came. */
  of(host: Pnn): readonly string[] {
    return this.#known[host] ?? [];
  }

  /** Those of them that one of their interfaces has a link for, as far as the daemon knows. */
  linkedOf(host: Pnn): readonly string[] {
    const unlinked = this.#unlinked[host];
    if (unlinked === undefined || unlinked.size === 0) return this.of(host);
    return this.of(host).filter((address) =>
      interfacesFor(this.#interfaces, address).some((name) => !unlinked.has(name)),
    );
  }

  /** Has the daemon of this host known the same addresses, and the same of links, since then? */
  isSameSince(host: Pnn, sinceUs: number): boolean {
    return (this.#changedUs[host] ?? 0) < sinceUs;
  }

  #change(host: Pnn, address: string, on: boolean, atUs: number): void {
    const others = this.of(host).filter((one) => one !== address);
    this.#known[host] = on ? [...others, address] : others;
    this.#changedUs[host] = atUs;
    this.hasChanged = true;
  }
}
