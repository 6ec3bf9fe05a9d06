import type { Header } from "./header.ts";
import type { Bodies, PacketKind } from "./operations.ts";

/** A packet of one kind. */
export interface PacketOf<K extends PacketKind> {
  readonly kind: K;
  readonly header: Header;
  readonly body: Bodies[K];
  /**
   * What follows the body. Packets are filled with zero bytes up to the next multiple of `alignment`: then this is
   * absent. Whatever else a sender put there is kept.
   */
  readonly tail?: Uint8Array;
}

/** A packet, told apart by its kind. */
export type Packet = { readonly [K in PacketKind]: PacketOf<K> }[PacketKind];

/** Packets are as long as a multiple of this many bytes. */
export const alignment = 8;
