import type { Readable } from "node:stream";
import type { Chunk } from "./helper.ts";

/** So many bytes are kept; a helper needs one. */
const KEPT_MAX = 4_096;
/** Beyond so many bytes the rest is only counted, and read slowly: a flood must not take the whole processor. */
const FLOOD = 65_536;
const FLOOD_PAUSE_MS = 20;

/** What comes out of a pipe, with the time at which it came. */
export class Output {
  /** The first bytes. */
  readonly chunks: Chunk[] = [];
  /** All bytes, kept or not. */
  bytes = 0;
  /** When nobody held the other end any more, in milliseconds since the start. */
  closedMs: number | undefined;

  constructor(pipe: Readable, age: () => number) {
    let kept = 0;
    pipe.on("data", (data: Buffer) => {
      this.bytes += data.length;
      const room = KEPT_MAX - kept;
      if (room > 0) this.chunks.push({ atMs: age(), text: data.toString("latin1", 0, room) });
      kept += Math.min(room, data.length);
      if (this.bytes > FLOOD) slowDown(pipe);
    });
    pipe.on("close", () => {
      this.closedMs ??= age();
    });
    pipe.on("error", () => pipe.destroy());
  }
}

function slowDown(pipe: Readable): void {
  pipe.pause();
  setTimeout(() => pipe.resume(), FLOOD_PAUSE_MS).unref();
}
