/** What a client of NFSv4.1 needs that locks files (RFC 8881). */
export { compoundArgs, compoundResults, type Operation, writeResults } from "./compound.ts";
export { NfsClient, type StateId } from "./nfs-client.ts";
export type { OperationName } from "./operations.ts";
export type { NfsStatus } from "./status.ts";
