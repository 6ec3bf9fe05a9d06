import { fail, pass } from "../../clause/index.ts";
import type { Helper } from "../../helper/index.ts";
import { type Claim, overlapOf } from "../../history/index.ts";
import { ms } from "../in-words.ts";
import type { Trial } from "../trial.ts";
import { CONTENDS, type HelperClause, RELEASES } from "./words.ts";

/** Races on new locks. */
const ROUNDS = 8;
/** Hand-overs of one lock from holder to holder. */
const HAND_OVERS = 5;
/** Where the helpers of a race run; the first two share a node. */
const SEATS = ["a", "a", "b", "c", "d"];

/** Several at once. */
export const raceClauses: readonly HelperClause[] = [
  {
    id: "HLP-070",
    name: "race-has-one-holder",
    claim: "Of several that start at the same moment never two hold the lock at the same time.",
    level: "mandatory",
    source: "facts/leadership.md §6.5 H13; facts/real-ctdb.md §4.1 (race of 2)",
    needs: [CONTENDS, RELEASES, "HLP-016"],
    check: async (trial) => {
      for (let round = 1; round <= ROUNDS; round += 1) {
        const { claims } = await race(trial);
        const overlap = overlapOf(claims);
        if (overlap !== undefined) {
          const both = `${overlap.first.who} and ${overlap.second.who}`;
          return fail(`race ${round} of ${ROUNDS}: ${both} both held the lock`);
        }
      }
      const handedOver = overlapOf(await handOvers(trial));
      if (handedOver !== undefined) {
        return fail(`at a hand-over ${handedOver.first.who} and ${handedOver.second.who} both held the lock`);
      }
      return pass(`${ROUNDS} races of ${SEATS.length}, ${HAND_OVERS} hand-overs`);
    },
  },
  {
    id: "HLP-071",
    name: "race-has-a-winner",
    claim: "Of several that start at the same moment for a free lock one gets it.",
    level: "recommended",
    source: "facts/real-ctdb.md §4.1 (race of 2: one 0, one 1)",
    needs: ["HLP-070"],
    check: async (trial) => {
      let without = 0;
      const times: number[] = [];
      for (let round = 1; round <= ROUNDS; round += 1) {
        const { claims, firstMs } = await race(trial);
        if (claims.length === 0) without += 1;
        else times.push(firstMs);
      }
      const said = `${ROUNDS - without} of ${ROUNDS} races had a winner`;
      return without === 0 ? pass(said, { "race won": Math.max(...times) }) : fail(said);
    },
  },
];

/** All start at once; who holds is watched, then all are told to end. */
async function race(trial: Trial): Promise<{ readonly claims: readonly Claim[]; readonly firstMs: number }> {
  const lock = trial.newLock();
  const startedMs = performance.now();
  const helpers = await Promise.all(SEATS.map((seat) => trial.start(lock, { seat })));
  await Promise.all(helpers.map((helper) => helper.answer(trial.limits.statusMs)));
  // A second holder may come a moment later.
  await trial.pause(trial.limits.slackMs / 2);
  const claims = helpers.flatMap((helper) => claimOf(helper));
  for (const helper of helpers) helper.signal("SIGTERM");
  await Promise.all(helpers.map((helper) => helper.ended(trial.limits.releaseMs)));
  const firstMs = Math.min(...claims.map(({ sinceMs }) => sinceMs)) - startedMs;
  if (claims.length > 0) trial.note(`won by ${claims.map(({ who }) => who).join(", ")} after ${ms(firstMs)}`);
  return { claims, firstMs };
}

/** One lock for all: whenever somebody holds it that one is told to end, and others ask for it at that moment. */
async function handOvers(trial: Trial): Promise<readonly Claim[]> {
  const lock = trial.newLock();
  const claims: Claim[] = [];
  for (let round = 0; round < HAND_OVERS; round += 1) {
    const helpers = await Promise.all(["a", "b", "c"].map((seat) => trial.start(lock, { seat })));
    await Promise.all(helpers.map((helper) => helper.answer(trial.limits.statusMs)));
    claims.push(...helpers.flatMap((helper) => claimOf(helper)));
    const next = trial.start(lock, { seat: "d" });
    for (const helper of helpers) helper.signal("SIGTERM");
    const late = await next;
    await late.answer(trial.limits.statusMs);
    claims.push(...claimOf(late));
    late.signal("SIGTERM");
    await Promise.all([...helpers, late].map((helper) => helper.ended(trial.limits.releaseMs)));
  }
  return claims;
}

/** What it surely claimed until now, when it is told to end. */
function claimOf(helper: Helper): Claim[] {
  const [first] = helper.output;
  if (first === undefined || !first.text.startsWith("0")) return [];
  const began = performance.now() - helper.age();
  const { endedMs } = helper.past();
  const untilMs = endedMs === undefined ? performance.now() : began + endedMs;
  return [{ who: helper.name, sinceMs: began + first.atMs, untilMs }];
}
