import { spawn } from "node:child_process";
import { once } from "node:events";
import { basename } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { killGroup } from "../cleanup/index.ts";
import { HookError } from "../hook-error.ts";
import { inWords } from "../in-words.ts";
import { printable } from "../printable.ts";
import type { Calls } from "./calls.ts";
import { Tail } from "./tail.ts";

/** A user's executable and how it is called. */
export interface Executable {
  readonly file: string;
  /** The folder it runs in. */
  readonly folder: string;
  readonly calls: Calls;
  /** Milliseconds after which a call is killed. */
  readonly limitMs: number;
}

const outputMost = 64 * 1024;
/** Descendants may keep the pipes open: what was written before the end is there by then. */
const drainMs = 200;

/**
 * Calls it without a shell, in a process group of its own, and waits for its end.
 *
 * @returns what it wrote to standard output
 * @throws HookError if it cannot be executed, exits with another code than 0, takes too long or says too much
 */
export async function call(executable: Executable, args: readonly string[]): Promise<string> {
  const { file, folder, calls, limitMs } = executable;
  const called = printable([basename(file), ...args].join(" "));
  const failed = (why: string) => new HookError(`${called}: ${printable(why)}`);
  const child = spawn(file, args, { cwd: folder, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  const drained = once(child, "close").catch(() => undefined);
  const group = child.pid;
  if (group === undefined) {
    throw failed(`cannot be executed: ${inWords(await ended.catch((error: unknown) => error))}`);
  }
  calls.began(group);
  let stopped: string | undefined;
  const stop = (why: string) => {
    stopped ??= why;
    killGroup(group);
  };
  const timer = setTimeout(() => stop(`took longer than ${limitMs / 1000} s`), limitMs);
  const errors = new Tail(outputMost);
  const output: Buffer[] = [];
  let bytes = 0;
  child.stderr.on("data", (chunk: Buffer) => errors.add(chunk));
  child.stdout.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > outputMost) stop(`wrote more than ${outputMost / 1024} KiB`);
    else output.push(chunk);
  });
  const [code, signal] = await ended;
  clearTimeout(timer);
  await Promise.race([drained, pause(drainMs)]);
  child.stdout.destroy();
  child.stderr.destroy();
  calls.over(group);
  if (stopped !== undefined) throw failed(stopped);
  if (code !== 0) throw failed(`${errors.lastLine() || "said nothing"} (${signal ?? `exit ${code}`})`);
  return Buffer.concat(output).toString();
}
