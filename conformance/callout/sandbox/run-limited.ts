import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
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

const LOOK_EVERY_MS = 200;
/** A child in the background may keep the output open: so many turns without a byte end the reading. */
const QUIET_TURNS = 5;

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
  const tasksBefore = tasksOfMachine();
  const looking = setInterval(() => {
    if (bytesBelow(folder, limits.folderBytes) > limits.folderBytes) end("files");
    // Counted only when the machine got many more tasks: a count reads all of them.
    const isSuspect = tasksOfMachine() > tasksBefore + limits.processes;
    if (isSuspect && processesIn(processes, group) > limits.processes) end("processes");
  }, LOOK_EVERY_MS);
  const timer = setTimeout(() => end("time"), limits.operationMs);
  const kept = { bytes: 0, full: () => end("output"), limit: limits.outputBytes };
  const out = keep(child.stdout, kept);
  const err = keep(child.stderr, kept);
  let isOpen = true;
  child.once("close", () => {
    isOpen = false;
  });
  const status = await exitOf(child);
  clearInterval(looking);
  clearTimeout(timer);
  // What it wrote before it ended lies in the pipe: each turn reads what is there, however busy the machine is.
  for (let quiet = 0, seen = kept.bytes; isOpen && quiet < QUIET_TURNS; quiet += 1) {
    await nextTurn();
    if (kept.bytes > seen && ending === "itself") quiet = 0;
    seen = kept.bytes;
  }
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
