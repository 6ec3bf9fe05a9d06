/** What a client of NFSv4.1 needs that locks files (RFC 8881). */
export {
  type Compound,
  compound,
  compoundArgs,
  compoundResults,
  type Operation,
  type Result,
  writeResults,
} from "./compound.ts";
export { type ClientIdentity, type Locked, NfsClient, type Opened, type StateId } from "./nfs-client.ts";
export { type OperationName, operations } from "./operations.ts";
export type { NfsStatus } from "./status.ts";
