import { type Finding, fail, pass } from "../../clause/index.ts";
import { isStopped, send } from "../../helper/index.ts";
import { inWords, ms } from "../in-words.ts";
import type { Trial } from "../trial.ts";
import { atEach, contend, dismiss, isFree } from "./contending.ts";
import { type HelperClause, HOLDS, RELEASES, TAKES, withHooks } from "./words.ts";

/** Command lines that nobody means. */
const badArguments: readonly (readonly string[])[] = [[], [""], ["x".repeat(50_000)]];

/** What is given to it wrongly, and what it leaves behind. */
export const robustnessClauses: readonly HelperClause[] = [
  {
    id: "HLP-060",
    name: "bad-arguments-end",
    claim: "With missing or senseless arguments it gives a status or exits; it never hangs.",
    level: "mandatory",
    source: "facts/leadership.md §6.6 (usage); facts/real-ctdb.md §4.1 (no/extra/odd args)",
    needs: [TAKES],
    check: async (trial) => {
      const found = await atEach(trial, badArguments, (args) => withArguments(trial, args));
      return found.find(({ verdict }) => verdict !== "pass") ?? pass(`${badArguments.length} bad command lines`);
    },
  },
  {
    id: "HLP-062",
    name: "forbidden-object-ends",
    claim: "If the lock's object can be neither made nor opened it answers with a status other than 0, or exits.",
    level: "mandatory",
    source: "facts/real-ctdb.md §4.1 (lock dir missing)",
    needs: [TAKES],
    inapplicable: withHooks("forbid"),
    check: async (trial) => {
      const lock = trial.newLock();
      await trial.act("forbid", lock);
      const helper = await trial.start(lock);
      const answer = await helper.answer(trial.limits.statusMs);
      const bad = answer.kind === "silent" || (answer.kind === "byte" && answer.byte === "0");
      return bad ? fail(`it ${inWords(answer)}`) : pass(`it ${inWords(answer)}`, { answer: answer.afterMs });
    },
  },
  {
    id: "HLP-063",
    name: "descendants-are-gone",
    claim: "When it has ended no process that it started is left.",
    level: "mandatory",
    source: "facts/real-ctdb.md §4.1 (descendants after death)",
    needs: [RELEASES],
    check: async (trial) => {
      const lock = trial.newLock();
      const holder = await trial.take(lock);
      holder.signal("SIGTERM");
      await holder.ended(trial.limits.releaseMs);
      await trial.pause(trial.limits.slackMs * 2);
      const left = holder.family();
      return left.length === 0 ? pass("none is left") : fail(`${left.length} of its processes still run after its end`);
    },
  },
  {
    id: "HLP-064",
    name: "no-child-keeps-stdout",
    claim: "Killed while its children are stopped, standard output is closed at once: no child holds it.",
    level: "recommended",
    source: "facts/leadership.md §6.5 H10, §6.6 (no EOF while the child is blocked)",
    needs: [HOLDS],
    check: async (trial) => {
      const holder = await trial.take(trial.newLock());
      // It may start its children after its status.
      await trial.pause(trial.limits.slackMs * 2);
      for (const pid of holder.family().filter((one) => one !== holder.pid)) {
        send(pid, "SIGSTOP");
        await isStopped(pid, 2_000);
      }
      const killed = holder.age();
      holder.signal("SIGKILL");
      const closed = await holder.closed(trial.limits.slackMs * 2);
      return closed === undefined
        ? fail("its end is not seen: a child of it keeps standard output open")
        : pass(`its end was seen after ${ms(closed - killed)}`, { "end seen": closed - killed });
    },
  },
  {
    id: "HLP-065",
    name: "closed-stdout-holds-nothing",
    claim: "If it cannot say that it holds the lock, because standard output is closed, it does not hold it.",
    level: "recommended",
    source: "facts/real-ctdb.md §4.1 (stdout closed at start)",
    needs: [HOLDS],
    check: async (trial) => {
      const lock = trial.newLock();
      const mute = await trial.start(lock, { stdoutClosed: true });
      await mute.ended(trial.limits.releaseMs);
      const free = await isFree(trial, lock, "b");
      if (free) return pass("the lock was free");
      return fail(mute.runs() ? "it holds the lock without having said so" : "it ended and left the lock taken");
    },
  },
  {
    id: "HLP-072",
    name: "repeats-without-leak",
    claim: "Taking, contending and releasing again and again leaves no more behind than doing it once.",
    level: "mandatory",
    source: "facts/leadership.md §6.4 (an attempt on every node in every recovery)",
    // It meets contention in every round.
    needs: ["HLP-013", RELEASES],
    check: takeAgainAndAgain,
  },
];

const ROUNDS = 20;

async function takeAgainAndAgain(trial: Trial): Promise<Finding> {
  const lock = trial.newLock();
  const counts: number[] = [];
  const takes: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { helper, answer, holds } = await contend(trial, lock, "a");
    if (!holds) return fail(`round ${round} of ${ROUNDS}: it ${inWords(answer)}`);
    takes.push(answer.afterMs);
    await dismiss(trial, (await contend(trial, lock, "b")).helper);
    await dismiss(trial, helper);
    counts.push((await trial.hooks.count?.(lock)) ?? 0);
  }
  const [first = 0] = counts;
  const last = counts.at(-1) ?? 0;
  const grown = last - first;
  if (grown >= ROUNDS / 2) return fail(`${ROUNDS} rounds left ${grown} objects more than one round`);
  const counted =
    trial.hooks.count === undefined ? "what it leaves in its service cannot be counted" : "nothing was left";
  return pass(`${ROUNDS} rounds with a contender each; ${counted}`, { "take, slowest": Math.max(...takes) });
}

async function withArguments(trial: Trial, args: readonly string[]): Promise<Finding> {
  const helper = await trial.start(trial.newLock(), { args });
  const answer = await helper.answer(trial.limits.statusMs);
  const [first] = args;
  const given = first === undefined ? "no argument" : `an argument of ${first.length} bytes`;
  return answer.kind === "silent" ? fail(`with ${given} it ${inWords(answer)}`) : pass("it answered or ended");
}
