import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Message } from "../task.ts";
import { entry, entryFlags } from "./entry.ts";
import type { OpenLane } from "./lane.ts";

/** What is kept of a worker's last words, characters. */
const LAST_WORDS = 4000;

/** How V8 ends a process whose heap is full. */
const OUT_OF_MEMORY = /heap out of memory|allocation failed/i;

/** A worker in a process of its own: nothing that happens to it reaches the others. */
export const openProcess: OpenLane = (memoryMb, listener) => {
  const child = fork(fileURLToPath(entry), {
    execArgv: [...entryFlags, `--max-old-space-size=${memoryMb}`],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let words = "";
  child.stderr?.on("data", (text: Buffer) => {
    words = (words + text.toString()).slice(-LAST_WORDS);
  });
  child.on("message", (message) => listener.heard(message as Message));
  // Its end is told by "close": until then last words may come.
  child.on("error", () => {});
  child.on("close", (code, signal) => {
    const outOfMemory = signal !== "SIGKILL" && OUT_OF_MEMORY.test(words);
    listener.ended({ outOfMemory, how: signal ?? `exit code ${code}${lastLine(words)}` });
  });
  return { send: (task) => void child.send(task, () => {}), kill: () => void child.kill("SIGKILL") };
};

function lastLine(words: string): string {
  const line = words.trimEnd().split("\n").at(-1) ?? "";
  return line === "" ? "" : `, ${line}`;
}
