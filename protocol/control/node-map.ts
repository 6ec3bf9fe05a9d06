import { counted, fixed, type Layout, struct, u32 } from "../wire/index.ts";

/** A node, as the asked daemon sees it. */
export interface NodeEntry {
  readonly pnn: number;
  /** Bits of `nodeFlags`; 0 is a healthy node. */
  readonly flags: number;
  /** 28 bytes of a socket address: see `addressText`. Bytes that the address does not use may be anything. */
  readonly address: Uint8Array;
}

/** Bits of a node's flags. */
export const nodeFlags = {
  disconnected: 0x01,
  unhealthy: 0x02,
  disabled: 0x04,
  banned: 0x08,
  deleted: 0x10,
  stopped: 0x20,
} as const;

/** Bytes of a socket address: as many as IPv6 needs. */
const addressBytes = 28;

/** The layout of a list of {@link NodeEntry}. */
export const nodeMap: Layout<readonly NodeEntry[]> = counted(
  struct<NodeEntry>({ pnn: u32, flags: u32, address: fixed(addressBytes) }),
  8 + addressBytes,
);
