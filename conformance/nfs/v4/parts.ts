import { fixed, list, opaque, struct, text, u32, u64 } from "../xdr/index.ts";

/** Names a session. */
export const sessionId = fixed(16);

/** Names a state that a server keeps, and how often it has changed. */
export const stateId = struct({ seqid: u32, other: fixed(12) });

/** Names a client; another verifier says that it has restarted. */
export const clientOwner = struct({ verifier: fixed(8), id: opaque(1_024) });

/** Names whoever of a client opens or locks. */
export const lockOwner = struct({ clientId: u64, owner: opaque(1_024) });

/** What a client or a server is made of. */
export const implementation = struct({
  domain: text(1_024),
  name: text(1_024),
  date: struct({ seconds: u64, nanoseconds: u32 }),
});

/** What one direction of a session takes. */
export const channel = struct({
  headerPadding: u32,
  requestBytes: u32,
  responseBytes: u32,
  cachedBytes: u32,
  operations: u32,
  requests: u32,
  rdma: list(u32, 1),
});
