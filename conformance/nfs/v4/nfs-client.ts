import type { Duplex } from "node:stream";
import { RpcClient, RpcError } from "../rpc/index.ts";
import type { Described } from "../xdr/index.ts";
import { type Compound, compound, type Operation, type Result } from "./compound.ts";
import type { OperationName } from "./operations.ts";
import type { stateId } from "./parts.ts";
import type { NfsStatus } from "./status.ts";

const NFS = { program: 100_003, version: 4 };
const bytesOf = (value: string): Uint8Array => new TextEncoder().encode(value);

/** A client as servers know it: the same name and another start is one that has restarted. */
export interface ClientIdentity {
  readonly name: string;
  readonly start: number;
  /** How long an answer is waited for, in milliseconds. */
  readonly timeoutMs: number;
}

/** A state of a server, as a client has it. */
export type StateId = Described<typeof stateId>;

const channelAttributes = {
  headerPadding: 0,
  requestBytes: 65_536,
  responseBytes: 65_536,
  cachedBytes: 4_096,
  operations: 16,
  requests: 4,
  rdma: [],
};
const writing = { access: 2, deny: 0 };

/** A session of a client of NFSv4.1 over one connection, with one call at a time (RFC 8881, section 2.10). */
export class NfsClient {
  readonly #rpc: RpcClient;
  readonly #owner: Uint8Array;
  #clientId = 0n;
  #sessionId: Uint8Array = new Uint8Array(16);
  #sequence = 0;

  private constructor(stream: Duplex, { name, timeoutMs }: ClientIdentity) {
    const caller = { stamp: 0, machine: name, uid: 0, gid: 0, gids: [] };
    this.#rpc = new RpcClient(stream, { ...NFS, caller, timeoutMs });
    this.#owner = bytesOf(name);
  }

  /** Makes itself known, and begins a session. */
  static async begin(stream: Duplex, identity: ClientIdentity): Promise<NfsClient> {
    const client = new NfsClient(stream, identity);
    await client.#introduce(identity);
    return client;
  }

  /** Operations in a row, of this session. */
  async ask(...asked: readonly Operation[]): Promise<Compound> {
    this.#sequence += 1;
    const sessionId = this.#sessionId;
    const args = { sessionId, sequence: this.#sequence, slot: 0, highestSlot: 0, cache: false };
    return this.#rpc.call(compound, [{ op: "SEQUENCE", args }, ...asked]);
  }

  /** Says that it has nothing left to reclaim; without it nothing new is granted (RFC 8881, section 18.51). */
  async reclaimComplete(): Promise<NfsStatus> {
    return (await this.ask({ op: "RECLAIM_COMPLETE", args: false })).status;
  }

  /** Opens a file of an export for writing; it is made unless it is there. */
  async open(exported: string, name: string): Promise<Opened> {
    const how = { kind: 1, value: { kind: 0, value: { bitmap: [], values: new Uint8Array() } } } as const;
    const claim = { kind: 0, value: name } as const;
    const { status, results } = await this.ask(
      { op: "PUTROOTFH", args: undefined },
      { op: "LOOKUP", args: exported },
      { op: "OPEN", args: { seqid: 0, ...writing, owner: this.#asOwner(), how, claim } },
      { op: "GETFH", args: undefined },
    );
    const handle = resultOf("GETFH", results);
    return { status, stateId: resultOf("OPEN", results)?.stateId, handle };
  }

  /** Claims a file that it had open before its server restarted. */
  async reopen(handle: Uint8Array): Promise<Opened> {
    const how = { kind: 0, value: undefined } as const;
    const claim = { kind: 1, value: 0 } as const;
    const { status, results } = await this.ask(
      { op: "PUTFH", args: handle },
      { op: "OPEN", args: { seqid: 0, ...writing, owner: this.#asOwner(), how, claim } },
    );
    return { status, stateId: resultOf("OPEN", results)?.stateId, handle };
  }

  /** Locks all of a file that it has open, or reclaims such a lock. */
  async lock(handle: Uint8Array, opened: StateId, reclaim = false): Promise<Locked> {
    const value = { openSeqid: 0, openStateId: opened, lockSeqid: 0, owner: this.#asOwner() };
    const args = { type: 2, reclaim, offset: 0n, length: WHOLE, locker: { kind: 1, value } } as const;
    const { status, results } = await this.ask({ op: "PUTFH", args: handle }, { op: "LOCK", args });
    return { status, stateId: resultOf("LOCK", results) };
  }

  /** Gives a lock back. */
  async unlock(handle: Uint8Array, locked: StateId): Promise<NfsStatus> {
    const args = { type: 2, seqid: 0, stateId: locked, offset: 0n, length: WHOLE };
    return (await this.ask({ op: "PUTFH", args: handle }, { op: "LOCKU", args })).status;
  }

  /** Writes to the begin of a file. */
  async write(handle: Uint8Array, state: StateId, words: string): Promise<NfsStatus> {
    const args = { stateId: state, offset: 0n, stable: 2, data: bytesOf(words) };
    return (await this.ask({ op: "PUTFH", args: handle }, { op: "WRITE", args })).status;
  }

  /** Goes without a word. */
  drop(): void {
    this.#rpc.close();
  }

  async #introduce({ start }: ClientIdentity): Promise<void> {
    const verifier = Buffer.alloc(8);
    verifier.writeUInt32BE(start);
    const owner = { verifier: new Uint8Array(verifier), id: this.#owner };
    const known = await this.#outside({
      op: "EXCHANGE_ID",
      args: { owner, flags: 0, protection: undefined, implementation: [] },
    });
    const { clientId, sequence } = resultOf("EXCHANGE_ID", known.results) ?? refused("EXCHANGE_ID", known);
    this.#clientId = clientId;
    const begun = await this.#outside({
      op: "CREATE_SESSION",
      args: {
        ...{ clientId, sequence, flags: 0, fore: channelAttributes, back: channelAttributes },
        ...{ callbackProgram: 0x4000_0000, callbackSecurity: [undefined] },
      },
    });
    this.#sessionId = (resultOf("CREATE_SESSION", begun.results) ?? refused("CREATE_SESSION", begun)).sessionId;
  }

  /** An operation that belongs to no session. */
  #outside(operation: Operation): Promise<Compound> {
    return this.#rpc.call(compound, [operation]);
  }

  #asOwner() {
    return { clientId: this.#clientId, owner: this.#owner };
  }
}

const WHOLE = 0xffff_ffff_ffff_ffffn;

/** What an open came to; its file and state if its status is OK. */
export interface Opened {
  readonly status: NfsStatus;
  readonly stateId: StateId | undefined;
  readonly handle: Uint8Array | undefined;
}

/** What a lock came to; its state if its status is OK. */
export interface Locked {
  readonly status: NfsStatus;
  readonly stateId: StateId | undefined;
}

function resultOf<N extends OperationName>(op: N, results: readonly Result[]): Result<N>["value"] {
  return results.find((result): result is Result<N> => result.op === op)?.value;
}

function refused(what: string, { status }: Compound): never {
  throw new RpcError("refused", `${what} was refused: ${status}.`);
}
