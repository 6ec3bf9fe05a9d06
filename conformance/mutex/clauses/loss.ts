import { type Finding, fail, pass } from "../../clause/index.ts";
import type { HookVerb } from "../../hooks/index.ts";
import { ms } from "../in-words.ts";
import type { Trial } from "../trial.ts";
import { atEach, contend } from "./contending.ts";
import { expiryOf, type HelperClause, HOLDS, withHooks } from "./words.ts";

/** Moments at which the object is replaced, in milliseconds: checks that come at intervals are met at different phases. */
const PHASES = [200, 1_900, 3_600];

/** A lock that is lost while it is held: the helper must end, for its end is the only thing ctdbd notices. */
export const lossClauses: readonly HelperClause[] = [
  {
    id: "HLP-040",
    name: "removed-object-ends",
    claim: "When the lock's object is removed it exits.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H9, §6.9 (recheck 5, file removed)",
    needs: [HOLDS],
    inapplicable: withHooks("remove"),
    check: (trial) => loses(trial, "remove", "the object was removed"),
  },
  {
    id: "HLP-041",
    name: "replaced-object-ends",
    claim: "When another object takes the place of the locked one it exits.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H9, §6.9 (file replaced by rename)",
    needs: [HOLDS],
    inapplicable: withHooks("replace"),
    check: (trial) => loses(trial, "replace", "the object was replaced"),
  },
  {
    id: "HLP-042",
    name: "replacement-overlap",
    claim: "After a replacement two helpers hold the lock for no longer than the interval of its checks.",
    level: "recommended",
    source: "facts/leadership.md §6.6 (bound = recheck interval)",
    needs: ["HLP-041"],
    inapplicable: withHooks("replace"),
    check: async (trial) => {
      const overlaps = await atEach(trial, PHASES, (afterMs) => overlapAfterReplacement(trial, afterMs));
      const overlap = Math.max(...overlaps);
      const said =
        overlap === 0 ? "nobody else got the lock meanwhile" : `two held the lock for ${ms(overlap)} at most`;
      return overlap <= trial.limits.recheckMs + trial.limits.slackMs
        ? pass(said, { overlap })
        : fail(said, { overlap });
    },
  },
  {
    id: "HLP-043",
    name: "revoked-lease-ends",
    claim: "When its lease is ended by somebody else it exits.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H9, H12",
    needs: [HOLDS],
    inapplicable: withHooks("revoke"),
    check: (trial) => loses(trial, "revoke", "the lease was revoked"),
  },
  {
    id: "HLP-044",
    name: "restart-keeps-one-holder",
    claim: "When the lock's service is restarted it keeps the lock or exits; never do two hold it.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H9; facts/real-ctdb.md §4.3 (server killed for 30 s)",
    needs: [HOLDS],
    inapplicable: withHooks("restart"),
    check: async (trial) => {
      const lock = trial.newLock();
      const holder = await trial.take(lock);
      await trial.act("restart", lock);
      await trial.pause(expiryOf(trial));
      const { holds } = await contend(trial, lock, "b");
      if (holds && holder.runs()) return fail("after the restart another got the lock while the first still claims it");
      if (holder.runs()) return pass("it kept the lock over the restart");
      return pass(holds ? "it ended, and the lock was free" : "it ended", { ended: holder.past().endedMs ?? 0 });
    },
  },
];

/** Something takes the lock away: the helper must end in time. */
async function loses(trial: Trial, verb: HookVerb, what: string): Promise<Finding> {
  const lock = trial.newLock();
  const holder = await trial.take(lock);
  await trial.act(verb, lock);
  const lost = holder.age();
  const { lossMs, slackMs } = trial.limits;
  const end = await holder.ended(lossMs + slackMs);
  if (end === undefined) return fail(`${what}, and ${lossMs / 1_000} s later it still claims the lock`);
  const noticed = Math.max(0, end.afterMs - lost);
  return pass(`${what}; it ended after ${ms(noticed)}`, { "loss noticed": noticed });
}

/** How long two claim the lock after a replacement, in milliseconds. */
async function overlapAfterReplacement(trial: Trial, afterMs: number): Promise<number> {
  const lock = trial.newLock();
  const holder = await trial.take(lock);
  await trial.pause(afterMs);
  await trial.act("replace", lock);
  const { helper, answer, holds } = await contend(trial, lock, "b");
  if (!holds) return 0;
  const both = holder.age() - (helper.age() - answer.afterMs);
  const end = await holder.ended(trial.limits.lossMs + trial.limits.slackMs);
  return end === undefined ? trial.limits.lossMs + trial.limits.slackMs : Math.max(0, end.afterMs - both);
}
