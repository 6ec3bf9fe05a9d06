import { EXIT } from "../../reports/index.ts";
import type { Io } from "../io.ts";

/** Ctrl-C or SIGTERM: once to end with a summary, twice to end at once. */
export class StopSwitch {
  /** Somebody wants it to end. */
  isAsked = false;
  /** Gives Ctrl-C back to whom it belongs. */
  readonly release: () => void;

  constructor(io: Io, stop: () => void) {
    this.release = io.onInterrupt(() => {
      if (this.isAsked) process.exit(EXIT.interrupted);
      this.isAsked = true;
      stop();
    });
  }
}
