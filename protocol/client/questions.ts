import type { Packet } from "../packet/index.ts";
import { CtdbClientError } from "./ctdb-client-error.ts";

/** A question that waits for its answer. */
interface Waiting {
  readonly resolve: (answer: Packet) => void;
  readonly reject: (error: CtdbClientError) => void;
  readonly timer: NodeJS.Timeout;
}

const lastId = 0xffff_ffff;

/** The questions of one connection that have no answer yet, by their request ids. */
export class Questions {
  readonly #waiting = new Map<number, Waiting>();
  #lastUsed = 0;

  /** An id that no waiting question has. */
  nextId(): number {
    do this.#lastUsed = (this.#lastUsed % lastId) + 1;
    while (this.#waiting.has(this.#lastUsed));
    return this.#lastUsed;
  }

  /** The answer to the question of this id. */
  answerTo(requestId: number, what: string, timeoutMs: number): Promise<Packet> {
    return new Promise<Packet>((resolve, reject) => {
      const late = () => {
        this.#waiting.delete(requestId);
        reject(new CtdbClientError("timeout", `${what} was not answered within ${timeoutMs} ms.`));
      };
      this.#waiting.set(requestId, { resolve, reject, timer: setTimeout(late, timeoutMs) });
    });
  }

  /** Delivers an answer; one that nobody waits for any more is dropped. */
  answer(packet: Packet): void {
    this.#take(packet.header.requestId)?.resolve(packet);
  }

  /** No answer can come any more. */
  failAll(error: CtdbClientError): void {
    for (const requestId of [...this.#waiting.keys()]) this.#take(requestId)?.reject(error);
  }

  #take(requestId: number): Waiting | undefined {
    const waiting = this.#waiting.get(requestId);
    this.#waiting.delete(requestId);
    clearTimeout(waiting?.timer);
    return waiting;
  }
}
