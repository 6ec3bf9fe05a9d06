import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { RunVerdict } from "../verdict.ts";
import { CampaignTally, campaignRecord, MeasureSketch } from "./index.ts";

interface Run {
  readonly code: ExitCode;
  readonly why: string;
  readonly measure: number;
  readonly checked: boolean;
}

const runs: fc.Arbitrary<Run[]> = fc.array(
  fc.record({
    code: fc.constantFrom<ExitCode>(EXIT.holds, EXIT.holds, EXIT.safety, EXIT.liveness, EXIT.inconclusive),
    why: fc.constantFrom("At 3.5 s node 1 led.", "At 4 s node 2 led.", "Nobody led."),
    measure: fc.nat(1_000_000_000),
    checked: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);

function verdictOf({ code, why, measure }: Run, index: number): RunVerdict {
  const verdict = code === EXIT.holds ? "holds" : code === EXIT.inconclusive ? "unknown" : "violated";
  return {
    seed: `w/${index}`,
    version: "1",
    modelHash: "m",
    verdict,
    exitCode: code,
    assumptions: [],
    properties: [{ name: "p", verdict, atUs: null, why: verdict === "holds" ? [] : [why] }],
    witnesses: [{ name: "seen", applicable: true, seen: measure % 2 }],
    measures: { lengthUs: measure },
    traceHash: String(measure),
    reproduce: `run ${index}`,
  };
}

function add(tally: CampaignTally, run: Run, index: number): void {
  const { checked, measure } = run;
  tally.add(verdictOf(run, index), { index, simulatedUs: measure, checked, coverage: { [`c/${measure % 3}`]: 1 } });
}

const about = {
  seed: "w",
  version: "1",
  modelHash: "m",
  runsAsked: 40,
  assumptions: [],
  reproduce: "r",
  seeds: { first: 1, last: 40 },
  canary: null,
  doubts: [],
};

describe("a campaign comes to the same", () => {
  it("however its runs are ordered and divided", () => {
    const ways = runs.chain((made) =>
      fc.record({
        made: fc.constant(made),
        order: fc.shuffledSubarray([...made.keys()], { minLength: made.length }),
        parts: fc.array(fc.nat(4), { minLength: made.length, maxLength: made.length }),
      }),
    );
    fc.assert(
      fc.property(ways, ({ made, order, parts }) => {
        const whole = new CampaignTally();
        for (const [place, run] of made.entries()) add(whole, run, place + 1);
        const pieces = Array.from({ length: 5 }, () => new CampaignTally());
        for (const place of order) add(pieces[parts[place] as number] as CampaignTally, made[place] as Run, place + 1);
        const joined = new CampaignTally();
        for (const piece of pieces.reverse()) joined.merge(JSON.parse(JSON.stringify(piece.data())));
        expect(joined.data()).toEqual(whole.data());
        expect(campaignRecord(joined, about)).toEqual(campaignRecord(whole, about));
      }),
    );
  });

  it("in its measures too, when there are too many values to keep", () => {
    const values = fc.array(fc.nat(400_000_000), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(values, fc.nat(30), (seen, times) => {
        const [forward, backward, halves] = [new MeasureSketch(), new MeasureSketch(), new MeasureSketch()];
        for (const value of seen) forward.add(value, times);
        for (const value of [...seen].reverse()) backward.add(value, times);
        halves.merge(backward.data());
        expect(backward.data()).toEqual(forward.data());
        expect(halves.data()).toEqual(forward.data());
        if (times === 0) return;
        const sorted = [...seen].sort((a, b) => a - b);
        const exact = sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * 50) / 100))] as number;
        const { median, max } = forward.tally("x");
        expect(max).toBe(sorted.at(-1));
        expect(median).toBeLessThanOrEqual(exact);
        expect(median).toBeGreaterThanOrEqual(exact * 0.999);
      }),
    );
  });
});
