import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Io } from "../io.ts";
import { perform, type Task } from "./tasks.ts";

/** How work is shared out. */
export interface Sharing {
  /** Processes that work beside each other; 1: this one does it itself. */
  readonly jobs: number;
  /** Gets each answer as it comes, with its task. */
  readonly done: (task: Task, answer: unknown) => void;
}

type Message = { readonly answer: unknown } | { readonly error: string };

/** Does all tasks; Ctrl-C ends it early. Processes, not threads: only so can CPU time be told apart. */
export async function doAll(io: Io, tasks: readonly Task[], { jobs, done }: Sharing): Promise<"all" | "interrupted"> {
  let interrupted = false;
  const workers: ChildProcess[] = [];
  const settle = io.onInterrupt(() => {
    interrupted = true;
    for (const worker of workers) worker.kill("SIGKILL");
  });
  const left = [...tasks];
  const work = async (ask: (task: Task) => Promise<unknown>): Promise<void> => {
    for (let task = left.shift(); task !== undefined && !interrupted; task = left.shift()) {
      const answer = await ask(task);
      if (!interrupted) done(task, answer);
      await io.breathe();
    }
  };
  try {
    if (jobs === 1) await work((task) => perform(task, io.cwd));
    else await Promise.all(Array.from({ length: jobs }, () => work(askOf(hire(io.cwd, workers), () => interrupted))));
  } finally {
    settle();
    for (const worker of workers) if (worker.connected) worker.disconnect();
  }
  return interrupted ? "interrupted" : "all";
}

function hire(cwd: string, workers: ChildProcess[]): ChildProcess {
  // The sources are run as they are, the package as it was compiled.
  const isSource = import.meta.url.endsWith(".ts");
  const main = isSource ? new URL("./worker.ts", import.meta.url) : new URL("./worker.js", import.meta.url);
  const worker = fork(fileURLToPath(main), { cwd, stdio: ["ignore", "inherit", "inherit", "ipc"] });
  workers.push(worker);
  return worker;
}

function askOf(worker: ChildProcess, isOver: () => boolean): (task: Task) => Promise<unknown> {
  return (task) =>
    new Promise((resolve, reject) => {
      const gone = (): void => {
        if (isOver()) resolve(undefined);
        else reject(new Error("a worker of cluster-sim ended before its work was done"));
      };
      worker.once("exit", gone);
      worker.once("message", (message: Message) => {
        worker.off("exit", gone);
        if ("error" in message) reject(new Error(message.error));
        else resolve(message.answer);
      });
      worker.send(task);
    });
}
