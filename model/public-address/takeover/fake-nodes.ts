import { type Pnn, UNKNOWN } from "../../words/index.ts";
import { compareAddresses, type IpAddress } from "../address/index.ts";
import { type Assignment, type KnownAddress, offersAddresses, RUN_STATE_RUNNING } from "../allocation/index.ts";
import type { ControlFailure } from "./blame.ts";
import { activeNodes } from "./controls-of.ts";
import type { SentControls, TakeoverControl } from "./phases.ts";

/** A public address, who is believed to serve it, and who knows it. */
export interface PublicAddress {
  readonly address: IpAddress;
  /** What all who know it believe. */
  readonly pnn: Pnn;
  /** Undefined: every node. */
  readonly allowed?: readonly Pnn[];
}

/** A control that will fail: the last of several for the same control and node counts. */
export interface ControlFault {
  readonly control: TakeoverControl;
  /** UNKNOWN: on every node. */
  readonly pnn: Pnn;
  readonly kind: ControlFailure;
}

/** Nodes that keep nothing but who has which address. */
export class FakeNodes {
  readonly #flags: readonly number[];
  readonly #addresses: readonly PublicAddress[];
  readonly #faults: readonly ControlFault[];
  /** By node, then by text. */
  readonly #believed: readonly Map<string, KnownAddress>[];

  constructor(flags: readonly number[], addresses: readonly PublicAddress[], faults: readonly ControlFault[]) {
    this.#flags = flags;
    this.#addresses = addresses;
    this.#faults = faults;
    this.#believed = flags.map((_, pnn) => {
      const mine = addresses.filter(({ allowed }) => allowed?.includes(pnn) !== false);
      return new Map(mine.map(({ address, pnn: owner }) => [address.text, { address, pnn: owner }]));
    });
  }

  /** What a node knows. */
  known(pnn: Pnn): KnownAddress[] {
    return [...(this.#believed[pnn]?.values() ?? [])];
  }

  /** What a node offers to host; all are RUNNING. */
  available(pnn: Pnn): IpAddress[] {
    return offersAddresses(this.#flags[pnn] ?? 0, RUN_STATE_RUNNING)
      ? this.known(pnn).map(({ address }) => address)
      : [];
  }

  /** Carries out a control. A node that fails does nothing. */
  carryOut({ control, address, owner }: SentControls, pnn: Pnn): ControlFailure | undefined {
    const fault = this.#faults.findLast((one) => one.control === control && (one.pnn === pnn || one.pnn === UNKNOWN));
    if (fault !== undefined) return fault.kind;
    if (address !== undefined && owner !== undefined) this.#believed[pnn]?.set(address.text, { address, pnn: owner });
    return undefined;
  }

  /** Who has which address: an active node that claims it, the highest of several. */
  owners(): Assignment[] {
    const active = activeNodes(this.#flags);
    return this.#addresses
      .map(({ address }) => ({ address, pnn: active.findLast((pnn) => this.#claims(pnn, address)) ?? UNKNOWN }))
      .sort((one, other) => compareAddresses(one.address, other.address));
  }

  #claims(pnn: Pnn, { text }: IpAddress): boolean {
    return this.#believed[pnn]?.get(text)?.pnn === pnn;
  }
}
