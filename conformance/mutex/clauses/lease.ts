import { type Finding, fail, notEstablished, pass } from "../../clause/index.ts";
import { type Helper, isStopped, send } from "../../helper/index.ts";
import { ms } from "../in-words.ts";
import type { Trial } from "../trial.ts";
import { atEach, type Contender, contend, dismiss, isFree } from "./contending.ts";
import { expiryOf, type HelperClause, HOLDS, leaseOf, withHooks, withLease } from "./words.ts";

/** How often another asks for the lock while its holder is out of reach. */
const ASK_EVERY_MS = 200;

/** A lock with a lease: the claim must be over before the lease can be granted to another. */
export const leaseClauses: readonly HelperClause[] = [
  {
    id: "HLP-050",
    name: "cut-off-claim-ends",
    claim: "Cut off from the service, it exits before its lease can be granted to another.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H12, §7; facts/real-ctdb.md §4.3",
    needs: [HOLDS],
    inapplicable: withLease("cut", "restore"),
    check: (trial) => outOfReach(trial, "cut", "cut off from the service"),
  },
  {
    id: "HLP-051",
    name: "stalled-claim-ends",
    claim: "While the service does not answer, it exits before its lease can be granted to another.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H12, §6.7 (noticed after 241 s)",
    needs: [HOLDS],
    inapplicable: withLease("stall", "restore"),
    check: (trial) => outOfReach(trial, "stall", "without an answer from the service"),
  },
  {
    id: "HLP-052",
    name: "late-refresh-steals-nothing",
    claim: "A refresh that arrives after the lease was over does not take the lock from its new holder.",
    level: "mandatory",
    source: "facts/real-ctdb.md §4.1 (delayed refresh)",
    needs: [HOLDS],
    inapplicable: withLease("delay", "stall", "restore"),
    check: lateRefresh,
  },
  {
    id: "HLP-053",
    name: "paused-longer-than-lease-ends",
    claim: "Stopped for longer than its lease and continued, it exits within 1 s and does not take the lock again.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H12; facts/real-ctdb.md §4.1 (helper SIGSTOPped)",
    needs: [HOLDS],
    inapplicable: withLease(),
    check: async (trial) => {
      const found = await atEach(trial, [true, false], (takenMeanwhile) => pausedTooLong(trial, takenMeanwhile));
      return found.find(({ verdict }) => verdict !== "pass") ?? found[0] ?? notEstablished("nothing was tried");
    },
  },
  {
    id: "HLP-061",
    name: "unreachable-service-ends",
    claim: "If the service cannot be reached it answers with a status other than 0, or exits, before ctdbd gives up.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H14, §6.7; facts/real-ctdb.md §4.1 (240 s)",
    needs: ["HLP-002"],
    inapplicable: withHooks("cut", "stall", "restore"),
    check: async (trial) => {
      const found = await atEach(trial, ["cut", "stall"] as const, async (verb): Promise<Finding> => {
        const lock = trial.newLock();
        const seat = `${verb}-off`;
        await trial.act(verb, lock, seat);
        const { answer, holds } = await contend(trial, lock, seat);
        if (holds) return fail(`it answered 0 although the service could not be reached (${verb})`);
        if (answer.kind === "silent") return fail(`said nothing for ${ms(answer.afterMs)} (${verb})`);
        return pass(`it answered or ended (${verb})`, { [`answer (${verb})`]: answer.afterMs });
      });
      return together(found);
    },
  },
];

/** The first that is no pass, or all passes in one. */
function together(found: readonly Finding[]): Finding {
  const bad = found.find(({ verdict }) => verdict !== "pass");
  if (bad !== undefined) return bad;
  const measured = found.flatMap(({ measuredMs }) => Object.entries(measuredMs));
  return pass(found.map(({ because }) => because).join("; "), Object.fromEntries(measured));
}

async function outOfReach(trial: Trial, verb: "cut" | "stall", how: string): Promise<Finding> {
  const lock = trial.newLock();
  const lease = leaseOf(trial);
  const holder = await trial.take(lock);
  // A refresh or two go well before; the last one went before this moment.
  await trial.pause(lease / 2);
  await trial.act(verb, lock);
  const away = holder.age();
  const taker = await firstTaker(trial, lock, expiryOf(trial));
  const end = await holder.ended(trial.limits.slackMs);
  if (end === undefined) {
    const both = taker === undefined ? "" : ", and another holds it as well";
    return fail(`${how} for ${ms(holder.age() - away)} it still claims the lock${both}`);
  }
  const claimed = end.afterMs - away;
  const overlap = taker === undefined ? 0 : end.afterMs - (holder.age() - (taker.helper.age() - taker.answer.afterMs));
  if (overlap > 0) return fail(`${how} it and another held the lock for ${ms(overlap)}`, { overlap });
  const measured = { "claim ended": claimed, margin: lease - claimed };
  return claimed <= lease
    ? pass(`${how} it ended after ${ms(claimed)} of a lease of ${ms(lease)}`, measured)
    : fail(`${how} it claimed the lock for ${ms(claimed)}, its lease was ${ms(lease)}`, measured);
}

async function lateRefresh(trial: Trial): Promise<Finding> {
  const lock = trial.newLock();
  const lease = leaseOf(trial);
  await trial.take(lock);
  await trial.act("delay", lock);
  // One refresh is held back by then; nothing sent later gets through either, or the lease would be renewed by that.
  await trial.pause(lease / 2);
  await trial.act("stall", lock);
  await trial.pause(expiryOf(trial));
  const second = await contend(trial, lock, "b");
  if (!second.holds) return notEstablished("nobody else got the lock while the refresh was held back");
  await trial.act("restore", lock);
  const robbed = await second.helper.ended(Math.max(trial.limits.lossMs / 2, lease / 2));
  if (robbed !== undefined) return fail("the late refresh arrived and threw the new holder out");
  const third = await contend(trial, lock, "c");
  return third.holds
    ? fail("the late refresh arrived, and the lock was given to a third")
    : pass("the new holder kept the lock");
}

/** Asks for the lock from another seat until somebody gets it there, or its time is over; at the end once more in peace. */
async function firstTaker(trial: Trial, lock: string, withinMs: number): Promise<Contender | undefined> {
  const startedMs = performance.now();
  while (performance.now() - startedMs < withinMs) {
    const contender = await contend(trial, lock, "b");
    if (contender.holds) return contender;
    await dismiss(trial, contender.helper);
    await trial.pause(ASK_EVERY_MS);
  }
  // The attempts themselves may have kept the lock taken.
  await trial.pause(expiryOf(trial));
  const last = await contend(trial, lock, "b");
  return last.holds ? last : undefined;
}

/** Stops it, lets the lease pass, continues it. */
async function pausedTooLong(trial: Trial, takenMeanwhile: boolean): Promise<Finding> {
  const lock = trial.newLock();
  const holder = await trial.take(lock);
  await stopFamily(holder);
  await trial.pause(expiryOf(trial));
  const other = takenMeanwhile ? await contend(trial, lock, "b") : undefined;
  if (other?.holds === false) return notEstablished("the lease did not pass on while the holder was stopped");
  const continued = holder.age();
  for (const pid of holder.family()) send(pid, "SIGCONT");
  const { resumeMs, slackMs } = trial.limits;
  const end = await holder.ended(resumeMs + slackMs);
  const when = takenMeanwhile ? "taken by another meanwhile" : "taken by nobody meanwhile";
  if (end === undefined) return fail(`its lease was over (${when}) and it still ran ${ms(resumeMs)} after SIGCONT`);
  const resume = end.afterMs - continued;
  if (other !== undefined) {
    const overlap = end.afterMs - (holder.age() - (other.helper.age() - other.answer.afterMs));
    const third = await contend(trial, lock, "c");
    if (third.holds) return fail("it ended, and then a third got the lock beside the new holder");
    return other.helper.runs()
      ? pass(`it ended ${ms(resume)} after SIGCONT`, { resume, overlap })
      : fail("it ended, but took the lock from its new holder before");
  }
  return (await isFree(trial, lock, "c"))
    ? pass(`it ended ${ms(resume)} after SIGCONT`, { resume })
    : fail(`it ended ${ms(resume)} after SIGCONT, but had taken the lock again`);
}

async function stopFamily(holder: Helper): Promise<void> {
  for (const pid of holder.family()) {
    send(pid, "SIGSTOP");
    await isStopped(pid, 2_000);
  }
}
