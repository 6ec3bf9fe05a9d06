import {
  type ControlName,
  type ControlReply,
  type ControlRequest,
  controls,
  type DbEntry,
  decodeReply,
  encodeRequest,
  type NodeEntry,
  type StoredRecord,
  storedRecord,
  type VnnMap,
} from "../control/index.ts";
import { callFunctions } from "../packet/index.ts";
import { decodeWith, readable } from "../wire/index.ts";
import { type ClientOptions, Connection } from "./connection.ts";
import { CtdbClientError } from "./ctdb-client-error.ts";
import { openSocket } from "./open-socket.ts";

/** How a control is sent. */
export interface ControlOptions {
  /** The node that shall carry it out; the daemon at the other end unless given. */
  readonly node?: number;
  /** The service id it is about. */
  readonly srvId?: bigint;
  /** Bits of `controlFlags`. */
  readonly flags?: number;
  /** How long the answer is waited for, in milliseconds. */
  readonly timeoutMs?: number;
}

/** What a control answered. */
export interface ControlAnswer<N extends ControlName> {
  /** 0, or what the control answers with it. */
  readonly status: number;
  readonly value: ControlReply<N>;
}

const none = new Uint8Array();

/** A client of one daemon, over its Unix socket. Every question that has no answer is a `CtdbClientError`. */
export class CtdbClient {
  readonly #connection: Connection;

  private constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Connects to the socket of a daemon, such as `/run/ctdb/ctdbd.socket`. */
  static async connect(socketPath: string, options: ClientOptions = {}): Promise<CtdbClient> {
    return new CtdbClient(new Connection(await openSocket(socketPath), options));
  }

  /** Sends a control and waits for its answer; a status below 0 is a refusal. */
  async control<N extends ControlName>(
    name: N,
    request: ControlRequest<N>,
    { node, srvId = 0n, flags = 0, timeoutMs }: ControlOptions = {},
  ): Promise<ControlAnswer<N>> {
    const { number: opcode } = controls[name];
    const body = { opcode, srvId, clientId: 0, flags, data: encodeRequest(name, request) };
    const asking = { what: name, node, timeoutMs };
    const reply = await this.#connection.ask({ kind: "REQ_CONTROL", body }, "REPLY_CONTROL", asking);
    const { status, data, message } = reply.body;
    if (status < 0) {
      const why = message.length === 0 ? "without a reason" : `because of: ${readable(message)}`;
      throw new CtdbClientError("refused", `${name} was refused with status ${status}, ${why}.`);
    }
    return { status, value: understood(name, () => decodeReply(name, data)) };
  }

  /** The node's number. */
  async pnn(): Promise<number> {
    return (await this.control("GET_PNN", undefined)).status;
  }

  /** The nodes, as the daemon sees them. */
  async nodeMap(): Promise<readonly NodeEntry[]> {
    return (await this.control("GET_NODEMAP", undefined)).value;
  }

  /** The generation, and which nodes know where records are. */
  async vnnMap(): Promise<VnnMap> {
    return (await this.control("GETVNNMAP", undefined)).value;
  }

  /** The databases. */
  async dbMap(): Promise<readonly DbEntry[]> {
    return (await this.control("GET_DBMAP", undefined)).value;
  }

  /** The recovery mode: see `recoveryModes`. */
  async recMode(): Promise<number> {
    return (await this.control("GET_RECMODE", undefined)).status;
  }

  /** The name of a database. */
  async dbName(dbId: number): Promise<string> {
    return (await this.control("GET_DBNAME", dbId)).value;
  }

  /** The id of a database that the daemon has; the names are asked for one by one. */
  async dbId(name: string): Promise<number> {
    for (const { dbId } of await this.dbMap()) {
      if ((await this.dbName(dbId)) === name) return dbId;
    }
    throw new CtdbClientError("no database", `The daemon has no database ${JSON.stringify(name)}: attach to it first.`);
  }

  /** Attaches to a volatile database, which is made if it is not there; gives its id. Waits while a recovery runs. */
  async attach(name: string, options?: ControlOptions): Promise<number> {
    return (await this.control("DB_ATTACH", name, options)).value;
  }

  /** The data of a record of a volatile database; of one that is not there, or was deleted, no bytes. */
  fetch(dbId: number, key: Uint8Array): Promise<Uint8Array> {
    return this.#call(dbId, key, callFunctions.fetch);
  }

  /** The same with the record's header. */
  async fetchWithHeader(dbId: number, key: Uint8Array): Promise<StoredRecord> {
    const record = await this.#call(dbId, key, callFunctions.fetchWithHeader);
    return understood("The call", () => decodeWith(storedRecord, "record", record));
  }

  /**
   * Sends a message to whoever registered the service id, with `REGISTER_SRVID`, on a node or one of `destinations`.
   * Nobody answers.
   */
  send(srvId: bigint, data: Uint8Array, node: number): void {
    this.#connection.tell({ srvId, data }, node);
  }

  /** Ends the connection. */
  close(): Promise<void> {
    return this.#connection.close();
  }

  async #call(dbId: number, key: Uint8Array, callId: number): Promise<Uint8Array> {
    const body = { flags: 0, dbId, callId, hopCount: 0, key, callData: none };
    const { status, data } = (
      await this.#connection.ask({ kind: "REQ_CALL", body }, "REPLY_CALL", { what: "The call" })
    ).body;
    if (status !== 0) throw new CtdbClientError("refused", `The call was refused with status ${status}.`);
    return data;
  }
}

/** Reads an answer; one that cannot be read is the daemon's. */
function understood<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new CtdbClientError("garbled", `${what} was answered in another form than expected: ${message}`, { cause });
  }
}
