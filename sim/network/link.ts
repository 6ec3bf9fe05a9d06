import type { Pnn } from "../../model/index.ts";

/** Something on its way over a connection. */
export interface Travel<P> {
  readonly link: Link<P>;
  readonly epoch: number;
  /** Which end it goes to: data and the opener's FIN go to `to`, the accepter's FIN to `from`. */
  readonly toward: "from" | "to";
  /** The packet; null is a FIN. */
  readonly packet: P | null;
  /** It was stuck once: its sender's kernel has it until it arrives. */
  isResent: boolean;
  /** Kernel ticket while it is in flight. */
  ticket: number;
}

/** One TCP connection slot: opened by `from`, carrying packets from `from` to `to`. */
export interface Link<P> {
  readonly from: Pnn;
  readonly to: Pnn;
  /** Counts connections; what belongs to an earlier one is dropped. */
  epoch: number;
  /** Is the end at `from`, at `to`, open? They differ while a close is not known at the other end. */
  fromOpen: boolean;
  toOpen: boolean;
  /** Does the daemon at `from`, at `to`, know of this connection yet? It closes only what it knows. */
  fromKnown: boolean;
  toKnown: boolean;
  /** The next packet arrives no earlier (packets of one connection keep their order). */
  lastArrivalUs: number;
  /** In flight, in order. */
  flying: Travel<P>[];
  /** Stuck because the path was cut, in order. */
  held: Travel<P>[];
}

/** A slot without a connection. */
export function newLink<P>(from: Pnn, to: Pnn): Link<P> {
  return {
    from,
    to,
    epoch: 0,
    fromOpen: false,
    toOpen: false,
    fromKnown: false,
    toKnown: false,
    lastArrivalUs: 0,
    flying: [],
    held: [],
  };
}
