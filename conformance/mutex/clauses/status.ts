import { fail, pass } from "../../clause/index.ts";
import { inWords } from "../in-words.ts";
import type { Trial } from "../trial.ts";
import { contend } from "./contending.ts";
import { type HelperClause, TAKES } from "./words.ts";

const isStatus = (byte: string): boolean => /^[0-3]$/.test(byte);

/** What a helper says on standard output, and that it then stays. */
export const statusClauses: readonly HelperClause[] = [
  {
    id: "HLP-001",
    name: "status-is-valid",
    claim: "The first byte on standard output is a status: 0 held, 1 contended, 2 timed out, 3 failed.",
    level: "mandatory",
    source: "facts/leadership.md §6.2, §6.5 H1; doc/cluster_mutex_helper.txt",
    needs: [],
    check: async (trial) => {
      const helper = await trial.start(trial.newLock());
      const answer = await helper.answer(trial.limits.statusMs);
      const said = `on a free lock it ${inWords(answer)}`;
      return answer.kind === "byte" && isStatus(answer.byte) ? pass(said, { answer: answer.afterMs }) : fail(said);
    },
  },
  {
    id: TAKES,
    name: "takes-a-free-lock",
    claim: "On a lock that nobody holds it answers 0.",
    level: "mandatory",
    source: "facts/leadership.md §6.3, §6.5 H1, H2",
    needs: ["HLP-001"],
    check: async (trial) => {
      const helper = await trial.start(trial.newLock());
      const answer = await helper.answer(trial.limits.statusMs);
      const said = `on a free lock it ${inWords(answer)}`;
      return answer.kind === "byte" && answer.byte === "0" ? pass(said, { take: answer.afterMs }) : fail(said);
    },
  },
  {
    id: "HLP-003",
    name: "exactly-one-status",
    claim: "It writes its status once and does not repeat it.",
    level: "recommended",
    source: "facts/leadership.md §6.5 H1, §6.7; facts/real-ctdb.md §4.2 (tolerated by ctdbd)",
    needs: ["HLP-006"],
    check: async (trial) => {
      const [, ...more] = [...(await outputOfHolder(trial))].filter(isStatus);
      if (more.length === 0) return pass(`one status while it was watched for ${trial.limits.stayMs / 2_000} s`);
      return fail(`its status came ${more.length + 1} times`);
    },
  },
  {
    id: "HLP-004",
    name: "nothing-else-on-stdout",
    claim: "It writes nothing but its status to standard output, no line end either.",
    level: "recommended",
    source: "facts/leadership.md §6.2 (ctdbd reads one byte), §6.5 H1",
    needs: [TAKES],
    check: async (trial) => {
      const others = [...(await outputOfHolder(trial))].filter((byte) => !isStatus(byte)).join("");
      return others === "" ? pass("nothing else") : fail(`it also wrote ${JSON.stringify(others.slice(0, 40))}`);
    },
  },
  {
    id: "HLP-006",
    name: "status-never-changes",
    claim: "While it holds the lock it writes no byte that a reader could take for another status.",
    level: "mandatory",
    source: "facts/real-ctdb.md §4.2 (a second, different status is a loss)",
    needs: [TAKES],
    check: async (trial) => {
      const [status, ...more] = [...(await outputOfHolder(trial))].filter(isStatus);
      const other = more.find((byte) => byte !== status);
      if (other === undefined) return pass("no other status came");
      return fail(`after its status ${status} came a ${other}, and it went on running`);
    },
  },
  {
    id: "HLP-005",
    name: "stays-and-holds",
    claim: "While it holds the lock it keeps running, keeps standard output open, and nobody else gets the lock.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H2",
    needs: [TAKES],
    check: async (trial) => {
      const lock = trial.newLock();
      const holder = await trial.take(lock);
      const closed = await holder.closed(trial.limits.stayMs);
      if (closed !== undefined) return fail("standard output was closed while the lock was to be held", { closed });
      if (!holder.runs()) return fail("it ended without a reason", { ended: holder.past().endedMs ?? 0 });
      const { holds } = await contend(trial, lock, "b");
      if (holds) return fail("another helper got the lock while the first still claims it");
      return holder.runs()
        ? pass(`it held the lock for ${trial.limits.stayMs / 1_000} s`)
        : fail("it ended when another asked for the lock");
    },
  },
];

/** Everything that a holder writes while it is watched for half the time that it is to stay. */
async function outputOfHolder(trial: Trial): Promise<string> {
  const holder = await trial.take(trial.newLock());
  await holder.ended(trial.limits.stayMs / 2);
  return holder.output.map(({ text }) => text).join("");
}
