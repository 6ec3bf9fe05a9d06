import { type Layout, struct, u32 } from "../wire/index.ts";

/** What stands in front of every packet, without what follows from the packet itself: length, magic, version, operation. */
export interface Header {
  /** The generation of the cluster, or of the database, in which the packet was sent; 0 from a client. */
  readonly generation: number;
  /** The number of the node that shall get the packet, or one of `destinations`. */
  readonly destination: number;
  /** The number of the node that sent it; 0 or `unknownNode` from a client. */
  readonly source: number;
  /** Chosen by who asks; the answer repeats it. */
  readonly requestId: number;
}

/** The magic number: the letters CTDB, of which the last comes first on the wire. */
export const magic = 0x43_54_44_42;

/** The version of the protocol, the same since the first release. */
export const version = 1;

/** The eight numbers of a header as they stand there. */
export interface RawHeader {
  /** Of the whole packet, in bytes. */
  readonly length: number;
  readonly magic: number;
  readonly version: number;
  readonly generation: number;
  readonly operation: number;
  readonly destination: number;
  readonly source: number;
  readonly requestId: number;
}

/** Bytes of a header. */
export const headerBytes = 32;

/** The layout of a header. */
export const rawHeader: Layout<RawHeader> = struct<RawHeader>({
  length: u32,
  magic: u32,
  version: u32,
  generation: u32,
  operation: u32,
  destination: u32,
  source: u32,
  requestId: u32,
});
