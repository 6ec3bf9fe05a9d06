import type { Socket } from "node:net";
import {
  decodePacket,
  destinations,
  encodePacket,
  type Packet,
  type PacketKind,
  type PacketOf,
  PacketStream,
  type ReqMessage,
} from "../packet/index.ts";
import { readable } from "../wire/index.ts";
import { CtdbClientError } from "./ctdb-client-error.ts";
import { Questions } from "./questions.ts";

/** How a client behaves. */
export interface ClientOptions {
  /** How long an answer is waited for, in milliseconds; 5000 unless given. */
  readonly timeoutMs?: number;
  /** The longest packet that is accepted, in bytes. */
  readonly longest?: number;
  /** Gets the messages to service ids that the client registered. */
  readonly onMessage?: (message: PacketOf<"REQ_MESSAGE">) => void;
}

/** A question: a packet whose header follows. */
export type Question = {
  readonly [K in "REQ_CALL" | "REQ_CONTROL"]: Pick<PacketOf<K>, "kind" | "body">;
}["REQ_CALL" | "REQ_CONTROL"];

/** How a question is asked. */
export interface Asking {
  /** The question, for error messages. */
  readonly what: string;
  /** The node that shall answer; the daemon at the other end unless given. */
  readonly node?: number | undefined;
  readonly timeoutMs?: number | undefined;
}

const usualTimeoutMs = 5000;

/** Questions and answers over one socket. */
export class Connection {
  readonly #socket: Socket;
  readonly #options: ClientOptions;
  readonly #questions = new Questions();
  readonly #stream: PacketStream;
  readonly #ended: Promise<void>;
  #failure: CtdbClientError | undefined;

  constructor(socket: Socket, options: ClientOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#stream = new PacketStream(options.longest);
    this.#ended = new Promise((resolve) => socket.once("close", () => resolve()));
    socket.on("data", (piece: Buffer) => this.#receive(piece));
    socket.on("error", (cause) => this.#fail("closed", `The connection broke: ${cause.message}.`, cause));
    socket.on("close", () => this.#fail("closed", "The daemon closed the connection."));
  }

  /** Asks, and waits for the answer of the wanted kind. */
  async ask<K extends PacketKind>(question: Question, wanted: K, asking: Asking): Promise<PacketOf<K>> {
    const { what, node = destinations.currentNode, timeoutMs = this.#options.timeoutMs ?? usualTimeoutMs } = asking;
    if (this.#failure !== undefined) throw this.#failure;
    const requestId = this.#questions.nextId();
    const header = { generation: 0, destination: node, source: 0, requestId };
    this.#socket.write(encodePacket({ ...question, header } as Packet));
    const packet = await this.#questions.answerTo(requestId, what, timeoutMs);
    if (packet.kind === "REPLY_ERROR") {
      throw new CtdbClientError("refused", `${what} was refused: ${readable(packet.body.message)}.`);
    }
    if (packet.kind !== wanted) {
      throw new CtdbClientError("garbled", `${what} was answered by a ${packet.kind}, not by a ${wanted}.`);
    }
    return packet as PacketOf<K>;
  }

  /** Sends what nobody answers. */
  tell(message: ReqMessage, node: number): void {
    if (this.#failure !== undefined) throw this.#failure;
    const header = { generation: 0, destination: node, source: 0, requestId: 0 };
    this.#socket.write(encodePacket({ kind: "REQ_MESSAGE", header, body: message }));
  }

  /** Ends the connection; questions that wait are rejected. */
  async close(): Promise<void> {
    this.#fail("closed", "The client closed the connection.");
    await this.#ended;
  }

  #receive(piece: Uint8Array): void {
    for (const packet of this.#packets(piece)) this.#deliver(packet);
  }

  *#packets(piece: Uint8Array): Generator<Packet, void, void> {
    try {
      for (const bytes of this.#stream.feed(piece)) yield decodePacket(bytes);
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      this.#fail("garbled", `What the daemon sent is no packet: ${message}`, cause);
    }
  }

  #deliver(packet: Packet): void {
    if (packet.kind === "REQ_MESSAGE") this.#options.onMessage?.(packet);
    else this.#questions.answer(packet);
  }

  #fail(problem: "closed" | "garbled", message: string, cause?: unknown): void {
    this.#failure ??= new CtdbClientError(problem, message, { cause });
    this.#questions.failAll(this.#failure);
    this.#socket.destroy();
  }
}
