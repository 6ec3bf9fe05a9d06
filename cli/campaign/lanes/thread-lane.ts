import { Worker } from "node:worker_threads";
import type { Message } from "../task.ts";
import { entry, entryFlags } from "./entry.ts";
import type { OpenLane } from "./lane.ts";

/** A worker in a thread of this process: the cheapest, but a heap that bursts in one allocation takes all with it. */
export const openThread: OpenLane = (memoryMb, listener) => {
  const worker = new Worker(entry, {
    execArgv: [...entryFlags],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  let why: NodeJS.ErrnoException | undefined;
  worker.on("message", (message: Message) => listener.heard(message));
  worker.on("error", (error: NodeJS.ErrnoException) => {
    why = error;
  });
  worker.on("exit", (code) =>
    listener.ended({
      outOfMemory: why?.code === "ERR_WORKER_OUT_OF_MEMORY",
      how: why === undefined ? `exit code ${code}` : `${why.name}: ${why.message}`,
    }),
  );
  return { send: (task) => worker.postMessage(task), kill: () => void worker.terminate() };
};
