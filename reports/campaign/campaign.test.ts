import { describe, expect, it } from "vitest";
import { EXIT } from "../exit-code.ts";
import { page } from "../paint.ts";
import { campaignRecordText } from "../text/index.ts";
import { CampaignTally, campaignRecord, cleanRunsFor, excludedRate, failureRate, signature } from "./index.ts";

describe("a signature", () => {
  const sentence = (why: string): string => signature("p", EXIT.safety, why).sentence;

  it.each([
    ["At 186.060233 s node 0 accepted SET_RECMODE from node 0.", "At # node # accepted SET_RECMODE from node #."],
    ["At 50 s node 0, node 1, node 2 and node 3 had no common leader.", "At # node # had no common leader."],
    ["At 50 s node 0 and node 1 had no common leader.", "At # node # had no common leader."],
    [
      "lock-helper 102 lost its parent 101, and 5.1 s later that still stood.",
      "lock-helper # lost its parent # later that still stood.",
    ],
    ["cannot read /a/b-1/c.json (ENOENT)", "cannot read # (ENOENT)"],
    ["no leader in 10 min", "no leader in #"],
    [
      "The freeze of locking.tdb on node 1 waits for client 105 on node 1, which holds k3 and k1 in locking.tdb.",
      "The freeze of # on node # waits for client # on node #, which holds # in #.",
    ],
  ])("of: %s", (why, general) => expect(sentence(why)).toBe(general));

  it("tells properties, exit codes and sentences apart", () => {
    const ids = [
      signature("p", EXIT.safety, "a"),
      signature("q", EXIT.safety, "a"),
      signature("p", EXIT.liveness, "a"),
      signature("p", EXIT.safety, "b"),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(ids.every((id) => /^[0-9a-f]{8}$/.test(id))).toBe(true);
  });
});

describe("the rate that is excluded", () => {
  // 1 - 0.05^(1/n), computed with a hundred digits elsewhere.
  it.each([
    [1, "0.950"],
    [10, "0.259"],
    [100, "0.0295"],
    [1000, "0.00299"],
    [20_000, "0.000150"],
  ])("by %i clean runs is %s", (runs, rate) => expect(excludedRate(runs).toPrecision(3)).toBe(rate));

  it("has an interval around what was observed", () => {
    const { observed, from, to } = failureRate(10, 100);
    expect(observed).toBe(0.1);
    expect(from.toFixed(4)).toBe("0.0552");
    expect(to.toFixed(4)).toBe("0.1744");
  });

  it("says how many clean runs a fix needs, by the least rate that fits to what was seen", () => {
    expect(cleanRunsFor(1, 1)).toBe(13);
    expect(cleanRunsFor(10, 100)).toBe(53);
    // Both shares alone would ask for 2995: too few if the failure was seen more often than it comes.
    expect(cleanRunsFor(1, 1000)).toBe(16_968);
    expect(cleanRunsFor(1000, 1_000_000)).toBe(3186);
  });
});

describe("the record", () => {
  const about = {
    seed: "\u001b[2J",
    version: "1",
    modelHash: "m",
    runsAsked: 30,
    assumptions: [],
    reproduce: "r",
    seeds: { first: 1, last: 30 },
    canary: { defect: "d", property: "p", seed: null, runs: 60 },
    doubts: [],
  };
  const failing = (index: number) => ({
    signature: signature("p", EXIT.safety, `At ${index} s`),
    index,
    seed: `\u001b[2J/${index}`,
    sentences: [`At ${index} s`],
    reproduce: `again ${index}`,
  });

  it("is inconclusive without its canary, unless something failed", () => {
    const tally = new CampaignTally();
    expect(campaignRecord(tally, about)).toMatchObject({ exitCode: EXIT.inconclusive, verdict: "unknown" });
    tally.addFailure(failing(1));
    expect(campaignRecord(tally, about)).toMatchObject({ exitCode: EXIT.safety, verdict: "violated" });
  });

  it("tells a failure by its least run, and what is left out", () => {
    const tally = new CampaignTally();
    for (let index = 30; index > 0; index -= 1) tally.addFailure(failing(index));
    tally.addSetAside("outOfMemory", { index: 40, seed: "w/40" });
    const record = campaignRecord(tally, about);
    expect(record.failures).toMatchObject([{ count: 30, seed: "\u001b[2J/1", reproduce: "again 1" }]);
    const text = campaignRecordText(record, page, "campaign.json");
    expect(text).toContain("and 20 more in campaign.json");
    expect(text).toContain("1 seeds ran out of memory, neither passes nor failures: w/40");
    expect(text).toContain("The canary d broke p in none of 60 runs");
    expect(text).not.toContain("\u001b");
  });

  it("says what clean runs exclude", () => {
    const tally = new CampaignTally();
    tally.merge({ ...tally.data(), runs: 20_000, codes: [EXIT.holds], checked: 400 });
    const text = campaignRecordText(campaignRecord(tally, { ...about, canary: null }), page, "campaign.json");
    expect(text).toContain("20,000 runs without a failure: a failure rate above 0.0150 % is excluded at 95 %");
    expect(text).toContain("400 of 20,000 run twice: 0 mismatches");
  });
});
