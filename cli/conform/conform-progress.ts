import { type ClauseAbout, printable } from "../../reports/index.ts";
import type { Io } from "../io.ts";

/** The seconds on the line go on so often, milliseconds. */
const REDRAW_MS = 1_000;

/**
 * Which clause is being checked: one line on a terminal that is drawn again, always on standard error. Without a
 * terminal a line a clause is written if nothing else tells how far it is.
 */
export class ConformProgress {
  private readonly io: Io;
  private readonly writesLines: boolean;
  private timer: NodeJS.Timeout | undefined;

  constructor(io: Io, writesLines: boolean) {
    this.io = io;
    this.writesLines = writesLines;
  }

  /** A clause begins. */
  begins({ id, name }: ClauseAbout, index: number, of: number): void {
    this.says(`${index + 1}/${of} ${id} ${name}`);
  }

  /** Something goes on that takes its time. */
  says(text: string): void {
    const words = printable(text);
    if (this.io.progressColumns === 0) {
      if (this.writesLines) this.io.err(`cluster-sim: ${words}\n`);
      return;
    }
    const startedMs = performance.now();
    const draw = (): void => {
      const seconds = Math.round((performance.now() - startedMs) / 1_000);
      this.io.err(`\r${`${words}, ${seconds} s`.slice(0, this.io.progressColumns - 1)}\u001b[K`);
    };
    this.clear();
    draw();
    this.timer = setInterval(draw, REDRAW_MS).unref();
  }

  /** Takes the line away. */
  clear(): void {
    if (this.timer === undefined) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.io.err("\r\u001b[K");
  }
}
