import { setMaxListeners } from "node:events";
import { StopSwitch } from "../campaign/stop-switch.ts";
import type { Io } from "../io.ts";

/** Ctrl-C, and what else would end this program without cleaning up. */
export class ConformStop {
  readonly #aborter = new AbortController();
  readonly #switch: StopSwitch;
  readonly #stop = (): void => this.#aborter.abort();

  constructor(io: Io) {
    // Every clause listens.
    setMaxListeners(0, this.#aborter.signal);
    this.#switch = new StopSwitch(io, this.#stop);
    process.on("SIGHUP", this.#stop);
  }

  /** Aborted once somebody wants it to end. */
  get signal(): AbortSignal {
    return this.#aborter.signal;
  }

  /** Gives the signals back. */
  release(): void {
    this.#switch.release();
    process.off("SIGHUP", this.#stop);
  }
}
