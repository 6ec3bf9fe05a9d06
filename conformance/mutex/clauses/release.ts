import { type Finding, fail, notApplicable, pass } from "../../clause/index.ts";
import { ms } from "../in-words.ts";
import type { Trial } from "../trial.ts";
import { isFree } from "./contending.ts";
import { expiryOf, type HelperClause, HOLDS, leaseOf, RELEASES, withHooks } from "./words.ts";

/** Moments of an attempt at which SIGTERM is tried, as parts of the time that an attempt takes. */
const MOMENTS = [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.05];

/** What SIGTERM and SIGKILL do. */
export const releaseClauses: readonly HelperClause[] = [
  {
    id: RELEASES,
    name: "term-releases",
    claim: "At SIGTERM it releases the lock and exits.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H5 (no SIGKILL follows)",
    needs: [HOLDS],
    check: async (trial) => {
      const lock = trial.newLock();
      return releaseAt(trial, lock, 0);
    },
  },
  {
    id: "HLP-021",
    name: "term-before-status",
    claim: "SIGTERM ends an attempt at any moment, and nothing of it keeps the lock.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H5, §6.9 lock-cancel-check; facts/real-ctdb.md §4.1 (2 of 40 left a key)",
    needs: [RELEASES],
    check: async (trial) => {
      const { age } = await timeToTake(trial);
      const found: Finding[] = [];
      // One at a time: beside each other they would all be slower than the attempt that was timed.
      for (const part of MOMENTS) found.push(await cancelled(trial, part * age));
      return (
        found.find(({ verdict }) => verdict !== "pass") ??
        pass(`SIGTERM at ${MOMENTS.length} moments of an attempt of ${ms(age)}`)
      );
    },
  },
  {
    id: "HLP-022",
    name: "term-while-service-hangs",
    claim: "SIGTERM ends it in time also while the lock's service does not answer.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H5 (also while blocked in I/O), §6.7",
    needs: [RELEASES],
    inapplicable: withHooks("stall", "restore"),
    check: async (trial) => {
      const lock = trial.newLock();
      const holder = await trial.take(lock);
      await trial.act("stall", lock);
      // Long enough that a refresh is under way, short enough that the lease is not over.
      await trial.pause(leaseOf(trial) / 3);
      if (!holder.runs()) return notApplicable("it ends by itself as soon as the service does not answer");
      const asked = holder.age();
      holder.signal("SIGTERM");
      const { releaseMs, slackMs } = trial.limits;
      const end = await holder.ended(releaseMs + slackMs);
      if (end === undefined) return fail(`it still ran ${releaseMs / 1_000} s after SIGTERM`);
      return pass("it ended while the service was silent", { release: end.afterMs - asked });
    },
  },
  {
    id: "HLP-024",
    name: "term-while-attempt-hangs",
    claim: "SIGTERM ends also an attempt that waits for a service that does not answer.",
    level: "mandatory",
    source: "facts/leadership.md §6.4 (5 s, then SIGTERM), §6.2 (and no SIGKILL), §6.5 H5",
    needs: ["HLP-022"],
    inapplicable: withHooks("stall", "restore"),
    check: async (trial) => {
      const found: Finding[] = [];
      for (const afterMs of [1_000, 3_000]) found.push(await termWhileAttemptHangs(trial, afterMs));
      return found.find(({ verdict }) => verdict !== "pass") ?? pass("it ended");
    },
  },
  {
    id: "HLP-023",
    name: "killed-frees-the-lock",
    claim: "When it is killed the lock is free again, at once or when its lease is over.",
    level: "mandatory",
    source: "facts/leadership.md §6.8 (after SIGKILL the lock is gone with its duration), §6.9",
    needs: [HOLDS],
    check: async (trial) => {
      const lock = trial.newLock();
      const holder = await trial.take(lock);
      holder.signal("SIGKILL");
      await holder.ended(trial.limits.releaseMs);
      const expiry = expiryOf(trial);
      await trial.pause(expiry);
      return (await isFree(trial, lock, "b"))
        ? pass(expiry > 0 ? `free when its lease was over, ${ms(expiry)} later` : "free at once")
        : fail(expiry > 0 ? `not free ${ms(expiry)} later` : "not free after it was gone");
    },
  },
];

async function termWhileAttemptHangs(trial: Trial, afterMs: number): Promise<Finding> {
  const lock = trial.newLock();
  const seat = `stalled${afterMs}`;
  await trial.act("stall", lock, seat);
  const helper = await trial.start(lock, { seat });
  await trial.pause(afterMs);
  helper.signal("SIGTERM");
  const { releaseMs, slackMs } = trial.limits;
  const end = await helper.ended(releaseMs + slackMs);
  return end === undefined
    ? fail(`SIGTERM ${ms(afterMs)} after its start did not end it within ${ms(releaseMs)}: it waits for the service`)
    : pass("it ended");
}

/** A holder is sent SIGTERM after a while: it must end and the lock must be free. */
async function releaseAt(trial: Trial, lock: string, afterMs: number): Promise<Finding> {
  const holder = await trial.take(lock);
  await trial.pause(afterMs);
  const asked = holder.age();
  holder.signal("SIGTERM");
  const { releaseMs, slackMs } = trial.limits;
  const end = await holder.ended(releaseMs + slackMs);
  if (end === undefined) return fail(`it still ran ${releaseMs / 1_000} s after SIGTERM`);
  const release = end.afterMs - asked;
  return (await isFree(trial, lock, "b"))
    ? pass(`it ended ${ms(release)} after SIGTERM and the lock was free`, { release })
    : fail(`it ended ${ms(release)} after SIGTERM, but the lock was not free`);
}

/** How long an attempt takes here and now. */
async function timeToTake(trial: Trial): Promise<{ readonly age: number }> {
  const holder = await trial.take(trial.newLock());
  const answer = await holder.answer(0);
  holder.signal("SIGTERM");
  await holder.ended(trial.limits.releaseMs);
  return { age: answer.afterMs };
}

async function cancelled(trial: Trial, afterMs: number): Promise<Finding> {
  const lock = trial.newLock();
  const helper = await trial.start(lock);
  await trial.pause(afterMs);
  helper.signal("SIGTERM");
  const { releaseMs, slackMs } = trial.limits;
  const end = await helper.ended(releaseMs + slackMs);
  if (end === undefined)
    return fail(`it still ran ${releaseMs / 1_000} s after SIGTERM, sent ${ms(afterMs)} after its start`);
  return (await isFree(trial, lock, "b"))
    ? pass("ended and free")
    : fail(`SIGTERM ${ms(afterMs)} after its start ended it, but the lock was not free`);
}
