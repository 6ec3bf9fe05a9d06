import { setMaxListeners } from "node:events";
import { StopSwitch } from "../campaign/stop-switch.ts";
import type { Io } from "../io.ts";

/** Ctrl-C, and the signals that would end this program without cleaning up. */
export class ConformStop {
  readonly #aborter = new AbortController();
  readonly #switch: StopSwitch;
  readonly #stop = (): void => this.#aborter.abort();

  constructor(io: Io) {
    // Every clause listens.
    setMaxListeners(0, this.#aborter.signal);
    this.#switch = new StopSwitch(io, this.#stop);
    for (const signal of deadly) process.on(signal, this.#stop);
  }

  /** Aborted once somebody wants it to end. */
  get signal(): AbortSignal {
    return this.#aborter.signal;
  }

  /** Gives the signals back. */
  release(): void {
    this.#switch.release();
    for (const signal of deadly) process.off(signal, this.#stop);
  }
}

const deadly = ["SIGTERM", "SIGHUP"] as const;
