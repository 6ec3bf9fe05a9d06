import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { bytesBelow, processesIn, tasksOfMachine } from "./census.ts";
import type { CalloutLimits } from "./limits.ts";
import type { Ending } from "./outcome.ts";

/** What is to be run, and within what it is watched. */
export interface LimitedRun {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly limits: CalloutLimits;
  /** The folder whose size is watched. */
  readonly folder: string;
  /** The namespace whose processes are counted, as a link below /proc; its own group if absent. */
  readonly processes?: string;
}

/** How it went. */
export interface LimitedResult {
  readonly status: number;
  readonly ending: Ending;
  readonly out: string;
  readonly err: string;
}

const LOOK_EVERY_MS = 50;
/** What a script left on its output when it ended is read for so long: a child in the background may keep it open. */
const DRAIN_MS = 50;

/** Runs a command without input in a group of its own and ends the group at the first limit that it passes. */
export async function runLimited({ command, env, limits, folder, processes }: LimitedRun): Promise<LimitedResult> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, { detached: true, env, stdio: ["ignore", "pipe", "pipe"] });
  const group = child.pid ?? 0;
  let ending: Ending = "itself";
  const end = (why: Ending): void => {
    if (ending === "itself") ending = why;
    killGroup(group);
  };
  const bytesMax = bytesBelow(folder, Number.POSITIVE_INFINITY) + limits.folderBytes;
  const tasksBefore = tasksOfMachine();
  const looking = setInterval(() => {
    if (bytesBelow(folder, bytesMax) > bytesMax) end("files");
    // Counted only when the machine got many more tasks: a count reads all of them.
    const isSuspect = tasksOfMachine() > tasksBefore + limits.processes;
    if (isSuspect && processesIn(processes, group) > limits.processes) end("processes");
  }, LOOK_EVERY_MS);
  const timer = setTimeout(() => end("time"), limits.operationMs);
  const kept = { bytes: 0, full: () => end("output"), limit: limits.outputBytes };
  const out = keep(child.stdout, kept);
  const err = keep(child.stderr, kept);
  const closed = once(child, "close").catch(() => undefined);
  const status = await exitOf(child);
  clearInterval(looking);
  clearTimeout(timer);
  await Promise.race([closed, sleep(DRAIN_MS)]);
  child.stdout.destroy();
  child.stderr.destroy();
  return { status, ending, out: out(), err: err() };
}

/** Exit code, or 128 + 9 for any signal; 127 if it could not be started, as a shell says. */
async function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once("error", () => resolve(127));
    child.once("exit", (code) => resolve(code ?? 137));
  });
}

/** Collects a stream until the common limit is reached. */
function keep(
  stream: Readable,
  common: { bytes: number; readonly full: () => void; readonly limit: number },
): () => string {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => {
    const room = common.limit - common.bytes;
    if (room > 0) chunks.push(chunk.subarray(0, room));
    common.bytes += chunk.length;
    if (common.bytes > common.limit) common.full();
  });
  stream.on("error", () => undefined);
  return () => Buffer.concat(chunks).toString("utf8");
}

function killGroup(group: number): void {
  if (group <= 1) return;
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // It is gone.
  }
}
