// Where a worker begins, be it a thread or a process.
import { parentPort } from "node:worker_threads";
import type { Message, Task } from "../task.ts";
import { performTask } from "./perform-task.ts";

const port = parentPort;
const send =
  port === null ? (message: Message) => process.send?.(message) : (message: Message) => port.postMessage(message);

/** Says it, and lets it leave before the next run keeps this thread busy. */
async function tell(message: Message): Promise<void> {
  send(message);
  await new Promise((resolve) => void setImmediate(resolve));
}

if (port === null) {
  // Ctrl-C and `timeout` reach every process of the group: the one that was called decides what becomes of the others.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
  process.on("disconnect", () => process.exit());
  process.on("message", (task: Task) => void performTask(task, tell));
} else {
  port.on("message", (task: Task) => void performTask(task, tell));
}
