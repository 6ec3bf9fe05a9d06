import { fail, notEstablished, pass } from "../../clause/index.ts";
import { inWords } from "../in-words.ts";
import { contend, dismiss } from "./contending.ts";
import { CONTENDS, type HelperClause, HOLDS, RELEASES } from "./words.ts";

/** What an attempt does while somebody else holds the lock. */
export const contentionClauses: readonly HelperClause[] = [
  {
    id: CONTENDS,
    name: "contention-answers-1",
    claim: "While another holds the lock it answers 1.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H3, H13",
    needs: [HOLDS],
    check: async (trial) => {
      const lock = trial.newLock();
      await trial.take(lock);
      const { answer, holds } = await contend(trial, lock, "b");
      if (holds) return fail("it answered 0: two helpers say that they hold the lock");
      const said = `while another holds the lock it ${inWords(answer)}`;
      return answer.kind === "byte" && answer.byte === "1" ? pass(said, { contention: answer.afterMs }) : fail(said);
    },
  },
  {
    id: "HLP-011",
    name: "contention-is-quick",
    claim: "It answers 1 before the check at the end of each recovery gives up, which is after 5 s.",
    level: "recommended",
    source: "facts/leadership.md §6.4, §6.5 H14",
    needs: [CONTENDS],
    check: async (trial) => {
      const lock = trial.newLock();
      await trial.take(lock);
      const { answer } = await contend(trial, lock, "b");
      const said = `it ${inWords(answer)}`;
      const { contentionMs } = trial.limits;
      return answer.afterMs <= contentionMs ? pass(said, { contention: answer.afterMs }) : fail(said);
    },
  },
  {
    id: "HLP-012",
    name: "contender-ends",
    claim: "After a status other than 0 it exits, or dies at SIGTERM.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H4; facts/real-ctdb.md §4.3 (old ones pile up)",
    needs: [CONTENDS],
    check: async (trial) => {
      const lock = trial.newLock();
      await trial.take(lock);
      const { helper, answer } = await contend(trial, lock, "b");
      if ((await helper.ended(trial.limits.slackMs)) !== undefined) return pass("it exited by itself");
      return (await dismiss(trial, helper))
        ? pass("it ended at SIGTERM")
        : fail(`it ${inWords(answer)}, and ran on ${trial.limits.releaseMs / 1_000} s after SIGTERM`);
    },
  },
  {
    id: "HLP-013",
    name: "attempt-leaves-nothing-behind",
    claim: "Attempts that met contention leave nothing that keeps a later one from getting the lock once it is free.",
    level: "mandatory",
    source: "facts/leadership.md §6.4, §6.5 H11, §6.7",
    needs: ["HLP-012", RELEASES],
    check: async (trial) => {
      const lock = trial.newLock();
      const holder = await trial.take(lock);
      for (const seat of ["b", "c"]) await dismiss(trial, (await contend(trial, lock, seat)).helper);
      if (!(await dismiss(trial, holder))) return notEstablished("the holder did not end at SIGTERM");
      const { answer, holds } = await contend(trial, lock, "d");
      return holds
        ? pass("the first attempt after the release got the lock")
        : fail(`after two attempts and the release the next one ${inWords(answer)}`);
    },
  },
  {
    id: "HLP-014",
    name: "attempt-spares-the-holder",
    claim: "Attempts that meet contention do the holder no harm.",
    level: "mandatory",
    source: "facts/leadership.md §6.4 (every recovery makes an attempt on each node)",
    needs: ["HLP-012"],
    check: async (trial) => {
      const lock = trial.newLock();
      const holder = await trial.take(lock);
      for (const seat of ["b", "c", "d"]) await dismiss(trial, (await contend(trial, lock, seat)).helper);
      if ((await holder.ended(trial.limits.stayMs / 2)) !== undefined)
        return fail("the holder ended after attempts of others");
      const { holds } = await contend(trial, lock, "e");
      return holds
        ? fail("after some attempts the lock was given to another")
        : pass("the holder still holds the lock");
    },
  },
  {
    id: "HLP-015",
    name: "quiet-on-stderr",
    claim: "It writes nothing to standard error when it gets the lock, nor when another has it.",
    level: "recommended",
    source: "facts/leadership.md §6.5 H15",
    needs: [CONTENDS],
    check: async (trial) => {
      const lock = trial.newLock();
      const holder = await trial.take(lock);
      const { helper } = await contend(trial, lock, "b");
      await helper.ended(trial.limits.slackMs);
      const said = [holder, helper].map(({ errors }) => errors).join("");
      return said === "" ? pass("nothing was said") : fail(`it said ${JSON.stringify(said.slice(-120))}`);
    },
  },
  {
    id: "HLP-016",
    name: "excludes-on-one-node",
    claim: "Two processes of one node exclude each other as those of two nodes do.",
    level: "mandatory",
    source: "facts/leadership.md §6.4, §6.5 H13 (the leader's own node checks too)",
    needs: [CONTENDS],
    check: async (trial) => {
      const lock = trial.newLock();
      await trial.take(lock);
      const { answer, holds } = await contend(trial, lock, "a");
      const said = `a second one on the holder's node ${inWords(answer)}`;
      return holds ? fail(said) : pass(said);
    },
  },
];
