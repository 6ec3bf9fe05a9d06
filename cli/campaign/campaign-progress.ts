import { EXIT, type RunMore, type RunVerdict } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { LINE_MS } from "../session/progress.ts";

/** Shortest time between two drawings, milliseconds. */
const REDRAW_MS = 100;

/** A bar narrower than this says nothing. */
const BAR_MIN = 5;

/** What a campaign aims at: a number of runs, a time, or both. */
export interface Goal {
  readonly runs: number | null;
  readonly timeMs: number | undefined;
}

/** How far a campaign is: a bar on a terminal, a line every half minute elsewhere; always on standard error. */
export class CampaignProgress {
  private readonly io: Io;
  private readonly goal: Goal;
  private startMs = Date.now();
  private isBegun = false;
  private drawnMs = 0;
  private lineMs = this.startMs;
  private isDrawn = false;
  private before = 0;
  private runs = 0;
  private failed = 0;
  private simulatedUs = 0;

  constructor(io: Io, goal: Goal) {
    this.io = io;
    this.goal = goal;
  }

  /** So many runs were over before this program began. */
  resumed(runs: number, failed: number): void {
    this.before = runs;
    this.failed = failed;
  }

  /** From now on runs are the campaign's own: those before looked for the canary, and were to fail. */
  begin(): void {
    this.isBegun = true;
    this.startMs = Date.now();
  }

  /** A run is over. */
  run({ exitCode }: RunVerdict, { simulatedUs, difference }: RunMore): void {
    if (!this.isBegun) return;
    this.runs += 1;
    this.failed += exitCode === EXIT.holds && difference === undefined ? 0 : 1;
    this.simulatedUs += simulatedUs;
    const nowMs = Date.now();
    if (this.io.progressColumns > 0) this.draw(nowMs);
    else if (this.io.progressLines && nowMs - this.lineMs >= LINE_MS) {
      this.lineMs = nowMs;
      this.io.err(`cluster-sim: ${this.words(nowMs)}\n`);
    }
  }

  /** Writes a line beside the bar. */
  note(text: string): void {
    this.clear();
    this.io.err(`cluster-sim: ${text}\n`);
  }

  /** Takes the bar away. */
  clear(): void {
    if (this.isDrawn) this.io.err("\r\u001b[K");
    this.isDrawn = false;
  }

  private draw(nowMs: number): void {
    if (nowMs - this.drawnMs < REDRAW_MS) return;
    this.drawnMs = nowMs;
    this.isDrawn = true;
    const { progressColumns } = this.io;
    const words = ` ${this.words(nowMs)}`;
    const room = Math.min(progressColumns - words.length - 3, 40);
    const full = Math.floor(room * this.share(nowMs));
    const bar = room < BAR_MIN ? "" : `[${"#".repeat(full)}${".".repeat(room - full)}]`;
    this.io.err(`\r${(bar + words).trimStart().slice(0, progressColumns - 1)}\u001b[K`);
  }

  private words(nowMs: number): string {
    const { runs } = this.goal;
    const seconds = Math.max(1, nowMs - this.startMs) / 1000;
    const done = this.before + this.runs;
    const left = this.secondsLeft(nowMs, seconds);
    return [
      `${done}${runs === null ? " runs" : `/${runs}`}`,
      `${this.failed} failed`,
      ...(left === undefined ? [] : [`${left} s left`]),
      `${(this.runs / seconds).toFixed(1)}/s`,
      `${(this.simulatedUs / 3_600_000_000).toFixed(1)} h simulated`,
    ].join(", ");
  }

  /** The nearer of the two ends. */
  private secondsLeft(nowMs: number, seconds: number): number | undefined {
    const { runs, timeMs } = this.goal;
    const byRuns = runs === null || this.runs === 0 ? [] : [(seconds / this.runs) * (runs - this.before - this.runs)];
    const byTime = timeMs === undefined ? [] : [Math.max(0, timeMs - (nowMs - this.startMs)) / 1000];
    const both = [...byRuns, ...byTime];
    return both.length === 0 ? undefined : Math.ceil(Math.min(...both));
  }

  private share(nowMs: number): number {
    const { runs, timeMs } = this.goal;
    const byRuns = runs === null ? 0 : (this.before + this.runs) / runs;
    const byTime = timeMs === undefined ? 0 : (nowMs - this.startMs) / timeMs;
    return Math.min(1, Math.max(byRuns, byTime));
  }
}
