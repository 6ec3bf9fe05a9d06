import type { Io } from "../io.ts";

/** Shortest time between two drawings, milliseconds. */
const REDRAW_MS = 100;

/** A bar on standard error while a campaign runs; without a terminal there, nothing at all. */
export class Progress {
  private readonly io: Io;
  private readonly total: number;
  private readonly startMs = Date.now();
  private drawnMs = 0;

  constructor(io: Io, total: number) {
    this.io = io;
    this.total = total;
  }

  /** So many runs are over, so many of them failed. */
  show(done: number, failed: number): void {
    const nowMs = Date.now();
    const { progressColumns } = this.io;
    if (progressColumns === 0 || (nowMs - this.drawnMs < REDRAW_MS && done < this.total)) return;
    this.drawnMs = nowMs;
    const left =
      done === 0 ? "" : ` ${Math.ceil((((nowMs - this.startMs) / done) * (this.total - done)) / 1000)} s left`;
    const words = ` ${done}/${this.total}, ${failed} failed,${left}`;
    const room = progressColumns - words.length - 3;
    const full = Math.floor((room * done) / this.total);
    const bar = room < 5 ? "" : `[${"#".repeat(full)}${".".repeat(room - full)}]`;
    this.io.err(`\r${(bar + words).slice(0, progressColumns - 1)}\u001b[K`);
  }

  /** Takes the bar away, so that a line can be printed. */
  clear(): void {
    if (this.io.progressColumns > 0 && this.drawnMs > 0) this.io.err("\r\u001b[K");
    this.drawnMs = 0;
  }
}
