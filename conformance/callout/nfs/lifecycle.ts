import { type Clause, fail, notApplicable, pass } from "../../clause/index.ts";
import { endingInWords } from "../sandbox/index.ts";
import type { CalloutTrial } from "../trial.ts";
import { leftBy } from "./services.ts";
import { prepare, seenOf, surveyOf } from "./survey.ts";

type NfsClause = Clause<CalloutTrial>;

const startupRepeats: NfsClause = {
  id: "NFS-040",
  name: "startup-repeats",
  claim: "`startup` can run again, as CTDB does every 5 s until the event succeeds, and leaves no service stopped.",
  level: "mandatory",
  source: "facts/ip-nfs.md §2.4",
  needs: ["NFS-014"],
  check: async (trial) => {
    if (seenOf(await surveyOf(trial), "startup")?.isCalled !== true)
      return notApplicable("it does not register startup");
    const node = trial.node(0);
    prepare(node);
    for (const round of ["first", "second"]) {
      const outcome = await node.run("startup");
      if (outcome.status !== 0) return fail(`the ${round} startup ${endingInWords(outcome)}`);
      const { down } = leftBy(outcome.calls);
      if (down.size > 0) return fail(`the ${round} startup left ${[...down].join(", ")} stopped`);
    }
    return pass("two startups in a row succeeded and left every service started");
  },
};

const shutdownRepeats: NfsClause = {
  id: "NFS-041",
  name: "shutdown-repeats",
  claim: "`shutdown` stops what `startup` started, and can run again, also on a node that never started.",
  level: "mandatory",
  source: "facts/ip-nfs.md §2.4, §2.6",
  needs: ["NFS-014"],
  check: async (trial) => {
    const found = await surveyOf(trial);
    if (seenOf(found, "shutdown")?.isCalled !== true) return notApplicable("it does not register shutdown");
    const fresh = trial.node(1);
    prepare(fresh, 1);
    const early = await fresh.run("shutdown");
    if (early.status !== 0) return fail(`shutdown on a node that never started ${endingInWords(early)}`);
    const node = trial.node(0);
    prepare(node);
    if (seenOf(found, "startup")?.isCalled === true) await node.run("startup");
    for (const round of ["first", "second"]) {
      const outcome = await node.run("shutdown");
      if (outcome.status !== 0) return fail(`the ${round} shutdown ${endingInWords(outcome)}`);
      const { up } = leftBy(node.calls());
      if (up.size > 0) return fail(`after the ${round} shutdown ${[...up].join(", ")} is still started`);
    }
    return pass("shutdown stopped everything, again and on a fresh node too");
  },
};

const restartsStartAgain: NfsClause = {
  id: "NFS-042",
  name: "restarts-start-again",
  claim: "`stop X` and then `start X`, by which a failing service is restarted, leave no service stopped.",
  level: "mandatory",
  source: "facts/ip-nfs.md §2.5, §4.1",
  needs: ["NFS-014"],
  check: async (trial) => {
    const found = await surveyOf(trial);
    const both = ["stop", "start"].map((name) => seenOf(found, name));
    if (both.some((seen) => seen?.isCalled !== true)) return notApplicable("it does not register both stop and start");
    for (const service of both[0]?.operation.calls.flat() ?? []) {
      const runs = both.flatMap((seen) => seen?.outcomes.filter(({ args }) => args[1] === service) ?? []);
      const { down } = leftBy(runs.flatMap(({ calls }) => calls));
      if (down.size > 0) return fail(`stop ${service} and start ${service} leave ${[...down].join(", ")} stopped`);
    }
    return pass("what stop stopped, start started again");
  },
};

/** Clauses about starting, stopping and doing so again. */
export const lifecycleClauses = { startupRepeats, shutdownRepeats, restartsStartAgain };
