import { type MutateTask, mutateSome } from "./mutation/mutate-some.ts";
import { type ScoreTask, scoreEntry } from "./score-entry.ts";

/** Work that can be done beside other work. */
export type Task = ScoreTask | MutateTask;

/** Does a piece of work; what it gives depends on its kind. */
export function perform(task: Task, cwd: string): Promise<unknown> {
  return task.kind === "score" ? scoreEntry(task, cwd) : Promise.resolve(mutateSome(task));
}
