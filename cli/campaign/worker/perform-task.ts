import type { Message, Task } from "../task.ts";
import { runChunk } from "./run-chunk.ts";
import { checkSame, type PlanOf, plansOf } from "./work-plans.ts";

/** Plans that were made already: what a task names is read once. */
const known = new Map<string, PlanOf>();

/** Does a task and says how it goes; an error is said too. */
export async function performTask(task: Task, tell: (message: Message) => Promise<void>): Promise<void> {
  try {
    const planOf = await planFor(task);
    if (task.kind === "runs") await runChunk(task.chunk, planOf, tell);
    else {
      const { recordFailure } = await import("./record-failure.ts");
      await tell({ kind: "recorded", folder: await recordFailure(task, planOf) });
    }
    await tell({ kind: "done" });
  } catch (error) {
    const { name, message, stack = "" } = error instanceof Error ? error : new Error(String(error));
    await tell({ kind: "refused", name, message, stack });
  }
}

async function planFor({ chunk, cwd }: Task): Promise<PlanOf> {
  const key = JSON.stringify([chunk.work, cwd]);
  const found = known.get(key);
  if (found !== undefined) return found;
  const planOf = await plansOf(chunk.work, cwd);
  checkSame(chunk, planOf);
  known.set(key, planOf);
  return planOf;
}
