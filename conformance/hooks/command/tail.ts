/** The last bytes of a stream that may be endless. */
export class Tail {
  readonly #most: number;
  #bytes: Buffer = Buffer.alloc(0);

  /** Keeps at most that many bytes. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Takes what came. */
  add(chunk: Buffer): void {
    this.#bytes = Buffer.from(Buffer.concat([this.#bytes, chunk]).subarray(-this.#most));
  }

  /** The last line that is not blank; empty if there is none. */
  lastLine(): string {
    const lines = this.#bytes.toString().split("\n");
    return lines.findLast((line) => line.trim() !== "")?.trim() ?? "";
  }
}
