import { connect, type Socket } from "node:net";
import type { Gate } from "./gate.ts";

/** One connection of a seat and the one behind it that leads to the service. */
export class Link {
  readonly #gate: Gate;
  readonly #seat: Socket;
  /** Absent if it was opened while nothing got through. */
  readonly #service: Socket | undefined;
  /** Something vanished: what follows would make no sense any more. */
  #broken = false;
  #held: Buffer | undefined;

  /** `port` is the service's, on the loopback; `over` is called when both ends are closed. */
  constructor(seat: Socket, port: number, gate: Gate, over: (link: Link) => void) {
    this.#gate = gate;
    this.#seat = seat;
    this.#broken = gate.mode === "stall";
    this.#service = this.#broken ? undefined : connect({ host: "127.0.0.1", port, allowHalfOpen: true, noDelay: true });
    const checkOver = () => {
      if (seat.closed && (this.#service?.closed ?? true)) over(this);
    };
    seat.setNoDelay(true);
    seat.on("data", (chunk) => this.#fromSeat(chunk));
    this.#service?.on("data", (chunk) => this.#pass(this.#service, seat, chunk));
    // What is held back is still on its way if the seat is gone.
    this.#follow(seat, checkOver, () => {
      if (this.#held === undefined) this.#service?.end();
    });
    // A service that resets or refuses is seen as such by the seat.
    if (this.#service !== undefined) this.#follow(this.#service, checkOver, () => seat.resetAndDestroy());
  }

  /** Breaks both connections. */
  reset(): void {
    this.#seat.resetAndDestroy();
    this.#service?.resetAndDestroy();
  }

  /** Delivers what was held back; a connection that lost bytes is broken instead. */
  restore(): void {
    if (this.#broken) return this.reset();
    const held = this.#held;
    if (held === undefined) return;
    this.#held = undefined;
    this.#service?.write(held);
    if (this.#seat.destroyed) this.#service?.end();
    else this.#seat.resume();
  }

  #fromSeat(chunk: Buffer): void {
    if (this.#gate.mode === "pass" && this.#gate.armed && this.#gate.worthHolding(chunk)) {
      this.#gate.armed = false;
      this.#held = chunk;
      // What follows waits in the kernel, the end of the connection too.
      this.#seat.pause();
      return;
    }
    this.#pass(this.#seat, this.#service, chunk);
  }

  #pass(from: Socket | undefined, to: Socket | undefined, chunk: Buffer): void {
    if (this.#stalled() || to === undefined || to.write(chunk)) return;
    from?.pause();
    to.once("drain", () => {
      if (from !== this.#seat || this.#held === undefined) from?.resume();
    });
  }

  /** Tells the other end that this one ended; `failed` is called if it ended with an error. */
  #follow(end: Socket, closed: () => void, failed: () => void): void {
    const other = end === this.#seat ? this.#service : this.#seat;
    end.on("end", () => {
      if (!this.#stalled()) other?.end();
    });
    end.on("error", () => {
      if (!this.#stalled()) failed();
    });
    end.on("close", closed);
  }

  /** True if nothing gets through; remembers that something was lost. */
  #stalled(): boolean {
    if (this.#gate.mode !== "stall") return false;
    // What is held back was on its way before: it is delivered all the same.
    this.#broken ||= this.#held === undefined;
    return true;
  }
}
