import type { Io } from "../io.ts";

/** Shortest time between two drawings, milliseconds. */
const REDRAW_MS = 100;

/** Without a terminal a line is written so seldom, milliseconds: often enough for who watches a log. */
export const LINE_MS = 30_000;

/** What progress is written to. */
type ProgressIo = Pick<Io, "err" | "progressColumns" | "progressLines">;

/** How far a campaign is, on standard error: a bar on a terminal, a line every half minute elsewhere. */
export class Progress {
  private readonly io: ProgressIo;
  private readonly total: number;
  private readonly counted: string;
  private readonly startMs = Date.now();
  private drawnMs = 0;
  private lineMs = this.startMs;

  /** @param counted what the second number of {@link show} counts */
  constructor(io: ProgressIo, total: number, counted = "failed") {
    this.io = io;
    this.total = total;
    this.counted = counted;
  }

  /** So many runs are over, so many of them failed. */
  show(done: number, failed: number): void {
    const nowMs = Date.now();
    const { progressColumns } = this.io;
    if (progressColumns === 0) this.line(nowMs, done, failed);
    if (progressColumns === 0 || (nowMs - this.drawnMs < REDRAW_MS && done < this.total)) return;
    this.drawnMs = nowMs;
    const words = ` ${this.words(nowMs, done, failed)}`;
    const room = progressColumns - words.length - 3;
    const full = Math.floor((room * done) / this.total);
    const bar = room < 5 ? "" : `[${"#".repeat(full)}${".".repeat(room - full)}]`;
    this.io.err(`\r${(bar + words).slice(0, progressColumns - 1)}\u001b[K`);
  }

  private line(nowMs: number, done: number, failed: number): void {
    if (!this.io.progressLines || nowMs - this.lineMs < LINE_MS) return;
    this.lineMs = nowMs;
    this.io.err(`cluster-sim: ${this.words(nowMs, done, failed)}\n`);
  }

  private words(nowMs: number, done: number, failed: number): string {
    const secondsLeft = Math.ceil((((nowMs - this.startMs) / Math.max(1, done)) * (this.total - done)) / 1000);
    const left = done === 0 ? "" : `, ${secondsLeft} s left`;
    return `${done}/${this.total}, ${failed} ${this.counted}${left}`;
  }

  /** Takes the bar away, so that a line can be printed. */
  clear(): void {
    if (this.io.progressColumns > 0 && this.drawnMs > 0) this.io.err("\r\u001b[K");
    this.drawnMs = 0;
  }
}
