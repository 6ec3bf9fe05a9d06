import type { Answer, Helper } from "../../helper/index.ts";
import type { Trial } from "../trial.ts";

/** A contender: what it answered, and itself. */
export interface Contender {
  readonly helper: Helper;
  readonly answer: Answer;
  /** True if it says that it holds the lock. */
  readonly holds: boolean;
}

/** Starts one more helper for a lock and waits for its answer. */
export async function contend(trial: Trial, lock: string, seat: string): Promise<Contender> {
  const helper = await trial.start(lock, { seat });
  const answer = await helper.answer(trial.limits.statusMs);
  return { helper, answer, holds: answer.kind === "byte" && answer.byte === "0" };
}

/** Ends a helper as ctdbd does, by SIGTERM, and waits for it. */
export async function dismiss(trial: Trial, helper: Helper): Promise<boolean> {
  helper.signal("SIGTERM");
  return (await helper.ended(trial.limits.releaseMs + trial.limits.slackMs)) !== undefined;
}

/**
 * Is the lock free? One attempt at once, and one more after the slack that a file system may need; not more, because
 * attempts themselves may be what keeps it taken.
 */
export async function isFree(trial: Trial, lock: string, seat = "x"): Promise<boolean> {
  const first = await contend(trial, lock, seat);
  await dismiss(trial, first.helper);
  if (first.holds) return true;
  await trial.pause(trial.limits.slackMs);
  const second = await contend(trial, lock, `${seat}x`);
  await dismiss(trial, second.helper);
  return second.holds;
}

/** As many locks at once as there are moments to try, if every lock is a new one; one after another otherwise. */
export async function atEach<T, R>(trial: Trial, moments: readonly T[], act: (moment: T) => Promise<R>): Promise<R[]> {
  if (trial.hooks.freshLocks) return Promise.all(moments.map(act));
  const results: R[] = [];
  for (const moment of moments) results.push(await act(moment));
  return results;
}
