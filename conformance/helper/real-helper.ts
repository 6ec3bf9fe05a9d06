import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import type { Answer, Chunk, Ended, Helper, Past } from "./helper.ts";
import { Output } from "./output.ts";
import { aliveOf, isAlive, processRow } from "./process-table.ts";
import { until } from "./wait.ts";

const LOOK_FOR_PROCESS_MS = 4;
/** How long a parent may need to tell how its child ended. */
const WORD_MS = 100;

/** A helper, and the process that started it. Made by a crew. */
export class RealHelper implements Helper {
  readonly name: string;
  readonly signals: Chunk[] = [];
  readonly #keeper: ChildProcess;
  readonly #marker: string;
  readonly #startedMs = performance.now();
  readonly #out: Output;
  readonly #err: Output;
  readonly #looking: NodeJS.Timeout;
  #reports = "";
  #reportsOver = false;
  #goneMs: number | undefined;

  constructor(name: string, keeper: ChildProcess, marker: string) {
    this.name = name;
    this.#keeper = keeper;
    this.#marker = marker;
    const age = (): number => this.age();
    const [, stdout, stderr, reports] = keeper.stdio as readonly Readable[];
    if (stdout === undefined || stderr === undefined || reports === undefined)
      throw new Error("a keeper has three pipes");
    this.#out = new Output(stdout, age);
    this.#err = new Output(stderr, age);
    reports.on("data", (data: Buffer) => {
      if (this.#reports.length < 200) this.#reports += data.toString("latin1");
    });
    reports.on("close", () => {
      this.#reportsOver = true;
    });
    this.#looking = setInterval(() => this.#look(), LOOK_FOR_PROCESS_MS).unref();
  }

  /** Number of the keeper's process group, which is its own pid; all that the helper starts is in it unless it leaves. */
  get group(): number {
    return this.#keeper.pid ?? 0;
  }

  get pid(): number {
    return this.#reported("pid") ?? 0;
  }

  get parentPid(): number {
    return this.#reported("parent") ?? this.group;
  }

  get output(): readonly Chunk[] {
    return this.#out.chunks;
  }

  get bytes(): number {
    return this.#out.bytes;
  }

  get errors(): string {
    return this.#err.chunks.map(({ text }) => text).join("");
  }

  age(): number {
    return performance.now() - this.#startedMs;
  }

  /** Waits until the keeper said which process it started. */
  async hasStarted(withinMs: number): Promise<boolean> {
    return (await until(() => this.#reported("pid"), withinMs)) !== undefined;
  }

  async answer(withinMs: number): Promise<Answer> {
    const seen = await until((): Answer | undefined => {
      const [first] = this.#out.chunks;
      if (first !== undefined) return { kind: "byte", byte: first.text.slice(0, 1), afterMs: first.atMs };
      const { closedMs } = this.#out;
      return closedMs === undefined ? undefined : { kind: "closed", afterMs: closedMs };
    }, withinMs);
    return seen ?? { kind: "silent", afterMs: withinMs };
  }

  async closed(withinMs: number): Promise<number | undefined> {
    return until(() => this.#out.closedMs, withinMs);
  }

  async ended(withinMs: number): Promise<Ended | undefined> {
    return until(() => {
      if (this.#goneMs === undefined) return undefined;
      const code = this.#reported("end");
      // A parent that lived is about to say how it ended, or has said it and was not heard yet.
      if (code === undefined && this.age() < this.#goneMs + WORD_MS && !this.#reportsOver) return undefined;
      return { afterMs: this.#goneMs, ...(code === undefined ? {} : { code }) };
    }, withinMs);
  }

  past(): Past {
    this.#look();
    return { endedMs: this.#goneMs, endCode: this.#reported("end"), closedMs: this.#out.closedMs };
  }

  runs(): boolean {
    this.#look();
    return this.#goneMs === undefined;
  }

  signal(signal: NodeJS.Signals): void {
    if (!this.runs()) return;
    this.signals.push({ atMs: this.age(), text: `was sent ${signal}` });
    send(this.pid, signal);
  }

  signalParent(signal: NodeJS.Signals): void {
    if (!isAlive(this.parentPid)) return;
    this.signals.push({ atMs: this.age(), text: `had its parent sent ${signal}` });
    send(this.parentPid, signal);
  }

  family(): readonly number[] {
    const parents = new Set([this.group, this.parentPid]);
    return aliveOf(new Set([this.group]), this.#marker)
      .map(({ pid }) => pid)
      .filter((pid) => !parents.has(pid));
  }

  /** Stops looking after the process. */
  forget(): void {
    clearInterval(this.#looking);
    for (const pipe of this.#keeper.stdio) pipe?.destroy();
  }

  #look(): void {
    if (this.pid !== 0 && this.#goneMs === undefined && !isAlive(this.pid)) this.#goneMs = this.age();
  }

  #reported(what: "pid" | "parent" | "end"): number | undefined {
    const match = new RegExp(`^${what} (\\d+)$`, "m").exec(this.#reports);
    return match === null ? undefined : Number(match[1]);
  }
}

/** Sends a process a signal; does nothing if it is gone. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It went in this very moment.
  }
}

/** Waits until a process is stopped: a signal sent right after SIGSTOP could overtake it. */
export async function isStopped(pid: number, withinMs: number): Promise<boolean> {
  return (await until(() => (processRow(pid)?.state === "T" ? true : undefined), withinMs)) === true;
}
