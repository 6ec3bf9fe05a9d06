/** What a proxy does with bytes and connections at the moment. */
export interface Gate {
  /** `pass`: forwards. `cut`: connections are reset. `stall`: bytes vanish, connections stay. */
  mode: "pass" | "cut" | "stall";
  /** The next bytes from the seat that are worth it are held back, with all that follows them on their connection. */
  armed: boolean;
  /** Which bytes from the seat are worth being held back. */
  readonly worthHolding: (chunk: Buffer) => boolean;
}
