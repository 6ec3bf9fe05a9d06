import { blobs, joined, type Layout, struct, u32, u64 } from "../wire/index.ts";

/** A message to whoever registered a service id; nobody answers. */
export interface ReqMessage {
  /** The service id. */
  readonly srvId: bigint;
  readonly data: Uint8Array;
}

/** The layout of a {@link ReqMessage}. */
export const reqMessage: Layout<ReqMessage> = joined(struct<Pick<ReqMessage, "srvId">>({ srvId: u64 }), blobs("data"));

/** A sign of life between daemons. */
export interface ReqKeepalive {
  /** The daemon's version: major in the upper half, minor in the lower. */
  readonly version: number;
  /** How long the sender has been running, in seconds. */
  readonly uptime: number;
}

/** The layout of a {@link ReqKeepalive}. */
export const reqKeepalive: Layout<ReqKeepalive> = struct<ReqKeepalive>({ version: u32, uptime: u32 });

/** Bytes of a protocol that is carried inside this one. */
export interface ReqTunnel {
  readonly tunnelId: bigint;
  /** 1 a request, 2 a reply, 16 no reply wanted. */
  readonly flags: number;
  readonly data: Uint8Array;
}

/** The layout of a {@link ReqTunnel}. */
export const reqTunnel: Layout<ReqTunnel> = joined(
  struct<Pick<ReqTunnel, "tunnelId" | "flags">>({ tunnelId: u64, flags: u32 }),
  blobs("data"),
);
