import { TcpProxy } from "../proxy/index.ts";

/** The ways of all seats to one service. */
export class SeatProxies {
  readonly #target: number;
  readonly #proxies = new Map<string, Promise<TcpProxy>>();

  /** `target` is the port of the service on the loopback. */
  constructor(target: number) {
    this.#target = target;
  }

  /** The seat's own way, always the same. */
  of(seat: string): Promise<TcpProxy> {
    const proxy = this.#proxies.get(seat) ?? TcpProxy.open(this.#target, mayWrite);
    this.#proxies.set(seat, proxy);
    return proxy;
  }

  /** Closes them all, also one that is just being opened. */
  async close(): Promise<void> {
    for (const opened of await Promise.allSettled(this.#proxies.values())) {
      if (opened.status === "fulfilled") await opened.value.close();
    }
  }
}

/** Longer than the beginning of any request that only reads. */
const READ_MAX = 24;

/** A read that comes late changes nothing: only what may be a write is worth being held back. */
function mayWrite(chunk: Buffer): boolean {
  return !/^(GET |HEAD |POST \/v3\/kv\/range )/.test(chunk.toString("latin1", 0, READ_MAX));
}
