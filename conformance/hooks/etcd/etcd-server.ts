import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { HookError } from "../hook-error.ts";
import { printable } from "../printable.ts";
import { type EtcdProcess, spawnEtcd } from "./etcd-process.ts";
import { httpRequest } from "./http-request.ts";

const startMs = 30_000;

/** An etcd of one member on the loopback, with its data and its log in one folder. */
export class EtcdServer {
  /** Where its clients find it. */
  readonly port: number;
  readonly #program: string;
  readonly #args: readonly string[];
  readonly #log: string;
  #process: EtcdProcess | undefined;
  #ended = false;

  /** Starts nothing yet. */
  constructor(program: string, folder: string, [port, peerPort]: readonly [number, number]) {
    this.port = port;
    this.#program = program;
    this.#log = join(folder, "etcd.log");
    const [client, peer] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${peerPort}`];
    this.#args = [
      ...["--name", "conform", "--data-dir", join(folder, "data"), "--enable-v2"],
      ...["--listen-client-urls", client, "--advertise-client-urls", client],
      ...["--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", `conform=${peer}`],
    ];
  }

  /** Starts it and waits until it serves. @throws HookError with the last line of its log if it does not */
  async start(): Promise<void> {
    if (this.#ended) throw new HookError("etcd: it was ended");
    const etcd = spawnEtcd(this.#program, this.#args, this.#log);
    this.#process = etcd;
    const until = performance.now() + startMs;
    while (!(await this.#serves())) {
      if (this.#ended) throw new HookError("etcd: it was ended while it started");
      if (!etcd.runs()) throw new HookError(`etcd did not start: ${this.lastWords()}`);
      if (performance.now() > until) throw new HookError(`etcd did not serve within 30 s: ${this.lastWords()}`);
      await pause(20);
    }
  }

  /** Kills it, as a power cut would, and starts it with the data and the ports it had. */
  async restart(): Promise<void> {
    await this.#process?.kill();
    await this.start();
  }

  /** Kills it for good, also while it starts. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#process?.kill();
  }

  /** The last line of its log. */
  lastWords(): string {
    const lines = readFileSync(this.#log, "utf8").trim().split("\n");
    return printable(lines.at(-1) ?? "") || "it said nothing";
  }

  async #serves(): Promise<boolean> {
    try {
      const { text } = await httpRequest(this.port, "GET", "/health");
      return text.includes("true");
    } catch {
      return false;
    }
  }
}
