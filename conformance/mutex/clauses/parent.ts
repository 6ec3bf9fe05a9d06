import { type Finding, fail, notEstablished, pass } from "../../clause/index.ts";
import { processRow, until } from "../../helper/index.ts";
import { ms } from "../in-words.ts";
import type { Trial } from "../trial.ts";
import { atEach, contend, isFree } from "./contending.ts";
import { type HelperClause, HOLDS } from "./words.ts";

/** How long after the start the parent dies, as parts of the time that an attempt takes. */
const START_UP = [0, 0.25, 0.5, 0.75, 1];
/** Moments at which a holder's parent dies, in milliseconds: a helper that polls is met at different phases. */
const WHILE_HOLDING = [200, 1_700, 3_200];

/** The parent: the daemon that started the helper. */
export const parentClauses: readonly HelperClause[] = [
  {
    id: "HLP-030",
    name: "parent-gone-releases",
    claim: "When its parent is gone it releases the lock and exits.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H6, §6.9 lock-ppid-gone-lock-unlock",
    needs: [HOLDS],
    check: async (trial) => {
      const found = await atEach(trial, WHILE_HOLDING, async (afterMs) => {
        const lock = trial.newLock();
        const holder = await trial.take(lock);
        await trial.pause(afterMs);
        return orphaned(trial, lock, holder, "its parent was killed");
      });
      return worst(found);
    },
  },
  {
    id: "HLP-031",
    name: "parent-gone-at-start",
    claim: "It notices also a parent that dies before it has the lock.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H8, §6.7 (read too late)",
    // A parent that dies before the helper's first instruction is the case of HLP-032.
    needs: ["HLP-030", "HLP-032"],
    check: async (trial) => {
      const first = await trial.take(trial.newLock());
      const { afterMs: take } = await first.answer(0);
      const waiting: Promise<Finding>[] = [];
      for (const part of START_UP) {
        const lock = trial.newLock();
        const helper = await trial.start(lock);
        await trial.pause(part * take);
        const found = orphaned(trial, lock, helper, `its parent was killed ${ms(part * take)} after its start`);
        if (!trial.hooks.freshLocks) await found;
        waiting.push(found);
      }
      return worst(await Promise.all(waiting));
    },
  },
  {
    id: "HLP-032",
    name: "never-waits-for-init",
    claim: "If its parent is process 1 it does not stay: that one never dies.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H7, §6.6",
    needs: [HOLDS],
    check: async (trial) => {
      const lock = trial.newLock();
      const helper = await trial.start(lock, { orphan: true });
      const adopted = await adopter(helper);
      if (adopted > 1) return notEstablished(`orphans go to process ${adopted} here, not to 1`);
      return gone(trial, lock, helper, 0, "it was started by process 1");
    },
  },
  {
    id: "HLP-033",
    name: "zombie-parent-is-gone",
    claim: "A parent that is dead but not yet reaped counts as gone.",
    level: "recommended",
    source: "facts/leadership.md §6.5 H16, §6.6",
    needs: ["HLP-030"],
    check: async (trial) => {
      const lock = trial.newLock();
      const holder = await trial.take(lock, { zombies: true });
      return orphaned(trial, lock, holder, "its parent was killed and stayed a zombie");
    },
  },
  {
    id: "HLP-034",
    name: "paused-parent-is-alive",
    claim: "A parent that is only stopped is not gone: it keeps the lock.",
    level: "mandatory",
    source: "facts/real-ctdb.md §4.1 (parent stopped: keeps holding)",
    needs: [HOLDS],
    check: async (trial) => {
      const lock = trial.newLock();
      const holder = await trial.take(lock);
      holder.signalParent("SIGSTOP");
      const end = await holder.ended(trial.limits.stayMs);
      if (end !== undefined) return fail("it ended although its parent was only stopped", { ended: end.afterMs });
      const { holds } = await contend(trial, lock, "b");
      holder.signalParent("SIGCONT");
      return holds ? fail("another got the lock while its parent was stopped") : pass("it kept the lock");
    },
  },
];

/** Who adopts it, when its parent has ended a moment after the start; 0: it was gone before that could be seen. */
async function adopter(helper: HelperOf): Promise<number> {
  const seen = await until(() => {
    const parent = processRow(helper.pid)?.parent ?? 0;
    return parent === helper.parentPid ? undefined : parent;
  }, 1_000);
  return seen ?? 0;
}

type HelperOf = Awaited<ReturnType<Trial["start"]>>;

async function orphaned(trial: Trial, lock: string, helper: HelperOf, what: string): Promise<Finding> {
  const killed = helper.age();
  helper.signalParent("SIGKILL");
  return gone(trial, lock, helper, killed, what);
}

/** It must end, and the lock must be free. */
async function gone(trial: Trial, lock: string, helper: HelperOf, sinceMs: number, what: string): Promise<Finding> {
  const { parentGoneMs, slackMs } = trial.limits;
  const end = await helper.ended(parentGoneMs + slackMs);
  if (end === undefined) return fail(`${what}, and ${parentGoneMs / 1_000} s later it still ran`);
  const noticed = Math.max(0, end.afterMs - sinceMs);
  return (await isFree(trial, lock, "b"))
    ? pass(`${what}; it ended within ${ms(noticed)} and the lock was free`, { "parent gone": noticed })
    : fail(`${what}; it ended within ${ms(noticed)}, but the lock was not free`);
}

/** The first that is no pass; of passes the one that took longest. */
function worst(found: readonly Finding[]): Finding {
  const time = ({ measuredMs }: Finding): number => measuredMs["parent gone"] ?? 0;
  const [slowest] = [...found].sort((one, other) => time(other) - time(one));
  return found.find(({ verdict }) => verdict !== "pass") ?? slowest ?? notEstablished("no moment was tried");
}
