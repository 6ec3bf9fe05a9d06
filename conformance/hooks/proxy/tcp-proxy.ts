import { createServer, type Server } from "node:net";
import type { Gate } from "./gate.ts";
import { Link } from "./link.ts";

/** A seat's way to a service of this machine, which can be cut off without anybody else noticing. */
export class TcpProxy {
  readonly #gate: Gate;
  readonly #links = new Set<Link>();
  readonly #server: Server;

  private constructor(target: number, worthHolding: Gate["worthHolding"]) {
    this.#gate = { mode: "pass", armed: false, worthHolding };
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      // Whatever becomes of it later, an error of a connection must not end the process.
      socket.on("error", () => {});
      if (this.#gate.mode === "cut") return void socket.resetAndDestroy();
      this.#links.add(new Link(socket, target, this.#gate, (link) => this.#links.delete(link)));
    });
  }

  /**
   * Listens on a free port of the loopback.
   *
   * @param target port of the service on the loopback
   * @param worthHolding which bytes from the seat `delay` waits for; any if absent
   */
  static async open(target: number, worthHolding: (chunk: Buffer) => boolean = () => true): Promise<TcpProxy> {
    const proxy = new TcpProxy(target, worthHolding);
    await new Promise<void>((resolve, reject) => {
      proxy.#server.once("error", reject);
      proxy.#server.listen(0, "127.0.0.1", resolve);
    });
    return proxy;
  }

  /** Where it listens. */
  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  /** Resets all connections, and new ones as soon as they are made. */
  cut(): void {
    this.#gate.mode = "cut";
    for (const link of this.#links) link.reset();
  }

  /** Swallows all bytes both ways from now on. Connections stay open, new ones are accepted, nobody answers. */
  stall(): void {
    this.#gate.mode = "stall";
  }

  /** Holds back the next bytes from the seat, and what follows on their connection. Other connections pass. */
  delay(): void {
    this.#gate.armed = true;
  }

  /** Ends all three: what was held back is delivered, connections that lost bytes are reset. */
  restore(): void {
    this.#gate.mode = "pass";
    this.#gate.armed = false;
    for (const link of this.#links) link.restore();
  }

  /** Ends every connection and listens no more. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.cut();
    await closed;
  }
}
