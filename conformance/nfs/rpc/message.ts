import { constant, list, opaque, struct, text, u32, type Xdr, type XdrReader, type XdrWriter } from "../xdr/index.ts";

/** Longest body of a credential (RFC 5531, section 8.2). */
const AUTH_BYTES = 400;
const GROUPS = 16;
const CALL = 0;
const REPLY = 1;
const RPC_VERSION = 2;

/** A credential or verifier as it stands in a message. */
interface Auth {
  readonly flavor: number;
  readonly body: Uint8Array;
}
const auth: Xdr<Auth> = struct<Auth>({ flavor: u32, body: opaque(AUTH_BYTES) });

/** Who calls, by AUTH_SYS (RFC 5531, appendix A). */
export interface AuthSys {
  readonly stamp: number;
  readonly machine: string;
  readonly uid: number;
  readonly gid: number;
  readonly gids: readonly number[];
}
/** The body of such a credential. */
export const authSys: Xdr<AuthSys> = struct<AuthSys>({
  stamp: u32,
  machine: text(255),
  uid: u32,
  gid: u32,
  gids: list(u32, GROUPS),
});

/** Numbers of the kinds of credentials. */
export const flavors = { none: 0, sys: 1 } as const;

/** What stands before the arguments of a call. */
export interface CallHead {
  readonly xid: number;
  readonly kind: undefined;
  readonly rpc: undefined;
  readonly program: number;
  readonly version: number;
  readonly procedure: number;
  readonly credential: Auth;
  readonly verifier: Auth;
}
/** The head of a call (RFC 5531, section 9). */
export const callHead: Xdr<CallHead> = struct<CallHead>({
  xid: u32,
  kind: constant(CALL),
  rpc: constant(RPC_VERSION),
  program: u32,
  version: u32,
  procedure: u32,
  credential: auth,
  verifier: auth,
});

/** What a reply says before its results. */
export interface ReplyHead {
  readonly xid: number;
  /** Why there are no results; absent: they follow. */
  readonly refusal?: string;
}

/** Why a call was accepted and has no results all the same, by number (RFC 5531, section 9). */
const acceptWords: readonly string[] = [
  "success",
  "the program is not there",
  "the program is not there in this version",
  "there is no such procedure",
  "the arguments make no sense to the server",
  "the server failed",
];
const ACCEPTED = 0;
const DENIED = 1;

/** Reads the head of a reply. */
export function readReplyHead(reader: XdrReader): ReplyHead {
  const xid = reader.within("xid", () => reader.u32());
  reader.within("kind", () => constant(REPLY).read(reader));
  return reader.within("status", () => {
    const status = reader.u32();
    if (status === DENIED) return { xid, refusal: "the call was denied" };
    if (status !== ACCEPTED) reader.fail(`is ${status}, neither accepted nor denied`);
    auth.read(reader);
    const accept = reader.u32();
    if (accept === 0) return { xid };
    return { xid, refusal: acceptWords[accept] ?? reader.fail(`is accepted with ${accept}, which is none`) };
  });
}

/** Writes the head of a reply that has results. */
export function writeReplyHead(writer: XdrWriter, xid: number): void {
  for (const word of [xid, REPLY, ACCEPTED]) writer.u32(word);
  auth.write(writer, { flavor: flavors.none, body: new Uint8Array() });
  writer.u32(0);
}
