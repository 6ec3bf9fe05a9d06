import type { Duplex } from "node:stream";
import { encode, MalformedXdrError, type Xdr, XdrReader, XdrWriter } from "../xdr/index.ts";
import { type AuthSys, authSys, callHead, flavors, readReplyHead } from "./message.ts";
import { marked, RecordStream } from "./record-stream.ts";
import { RpcError } from "./rpc-error.ts";

/** What is called, and as whom. */
export interface RpcProgram {
  readonly program: number;
  readonly version: number;
  readonly caller: AuthSys;
  /** How long an answer is waited for, in milliseconds. */
  readonly timeoutMs: number;
}

/** A procedure: its number, what it takes and what it gives. */
export interface Procedure<A, R> {
  readonly name: string;
  readonly number: number;
  readonly args: Xdr<A>;
  readonly result: Pick<Xdr<R>, "read">;
}

interface Waiting {
  readonly resolve: (reply: XdrReader) => void;
  readonly reject: (error: RpcError) => void;
  readonly timer: NodeJS.Timeout;
}

const none = { flavor: flavors.none, body: new Uint8Array() };
/** No answer to what is asked here is longer. */
const MESSAGE_BYTES = 1 << 20;

/** Calls of one program over one connection (RFC 5531). A call without a result is an `RpcError`. */
export class RpcClient {
  readonly #stream: Duplex;
  readonly #program: RpcProgram;
  readonly #waiting = new Map<number, Waiting>();
  readonly #records = new RecordStream(MESSAGE_BYTES);
  #lastXid = 0;
  #ended: RpcError | undefined;

  constructor(stream: Duplex, program: RpcProgram) {
    this.#stream = stream;
    this.#program = program;
    stream.on("data", (piece: Uint8Array) => this.#take(piece));
    stream.on("error", (cause) =>
      this.#end(new RpcError("closed", `The connection broke: ${cause.message}.`, { cause })),
    );
    stream.on("close", () => this.#end(new RpcError("closed", "The connection was closed.")));
    stream.on("end", () => this.#end(new RpcError("closed", "The connection was closed.")));
  }

  /** Calls a procedure. */
  async call<A, R>({ name, number, args, result }: Procedure<A, R>, value: A): Promise<R> {
    const { program, version, caller } = this.#program;
    this.#lastXid += 1;
    const xid = this.#lastXid;
    const credential = { flavor: flavors.sys, body: encode(authSys, caller) };
    const writer = new XdrWriter();
    const head = {
      xid,
      kind: undefined,
      rpc: undefined,
      program,
      version,
      procedure: number,
      credential,
      verifier: none,
    };
    callHead.write(writer, head);
    args.write(writer, value);
    const replied = this.#reply(xid, name);
    if (this.#ended === undefined) this.#stream.write(marked(writer.finish()));
    const reader = await replied;
    return this.#understood(name, () => {
      const value = result.read(reader);
      if (reader.left > 0) reader.fail(`should be the end, but ${reader.left} more bytes follow`);
      return value;
    });
  }

  /** Ends the connection. */
  close(): void {
    this.#stream.destroy();
  }

  #reply(xid: number, name: string): Promise<XdrReader> {
    const { timeoutMs } = this.#program;
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) return reject(this.#ended);
      const late = (): void => {
        this.#waiting.delete(xid);
        reject(new RpcError("timeout", `${name} was not answered within ${timeoutMs} ms.`));
      };
      this.#waiting.set(xid, { resolve, reject, timer: setTimeout(late, timeoutMs) });
    });
  }

  #take(piece: Uint8Array): void {
    try {
      for (const message of this.#records.feed(piece)) this.#deliver(message);
    } catch (error) {
      this.#end(asRpcError("The server", error));
      this.#stream.destroy();
    }
  }

  #deliver(message: Uint8Array): void {
    const reader = new XdrReader("reply", message);
    const { xid, refusal } = readReplyHead(reader);
    const waiting = this.#waiting.get(xid);
    this.#waiting.delete(xid);
    clearTimeout(waiting?.timer);
    if (refusal === undefined) waiting?.resolve(reader);
    else waiting?.reject(new RpcError("refused", `The call has no result: ${refusal}.`));
  }

  #understood<T>(name: string, read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw asRpcError(name, error);
    }
  }

  /** No answer can come any more. */
  #end(error: RpcError): void {
    this.#ended ??= error;
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(this.#ended);
    }
    this.#waiting.clear();
  }
}

function asRpcError(who: string, error: unknown): RpcError {
  if (error instanceof RpcError) return error;
  if (!(error instanceof MalformedXdrError)) throw error;
  return new RpcError("garbled", `${who} answered in another form than expected: ${error.message}`, { cause: error });
}
