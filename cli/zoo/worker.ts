// A process that does tasks for another one, one after the other. It ends when the other one hangs up.
import { perform, type Task } from "./tasks.ts";

// Ctrl-C and `timeout` reach the whole group: the other one says when to stop.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
process.on("message", (task: Task) => void answer(task));

async function answer(task: Task): Promise<void> {
  try {
    process.send?.({ answer: await perform(task, process.cwd()) });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
