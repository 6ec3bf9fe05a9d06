import { describe, expect, it } from "vitest";
import { choicesFor } from "./choices-for.ts";
import { prioritized } from "./priorities.ts";
import { recording } from "./recording.ts";
import { replayed } from "./replayed.ts";
import { seeded } from "./seeded.ts";
import { emptyTape } from "./tape.ts";

const BOUND = 16_000;
const hosts = Array.from({ length: 40 }, (_, who) => who);

function bandsOf(seed: string, changes: number, draws: number): number[][] {
  const choices = prioritized(seed, { changes, among: draws * hosts.length });
  const bands = hosts.map((): number[] => []);
  for (let nth = 0; nth < draws; nth += 1) {
    for (const who of hosts) bands[who]?.push(Math.floor(choices.pick("network", BOUND, who) / (BOUND / 16)));
  }
  return bands;
}

describe("decisions by rank", () => {
  it("serve each asker from one band of the range, and askers from different ones", () => {
    const bands = bandsOf("1", 0, 50);
    expect(bands.every((one) => new Set(one).size === 1)).toBe(true);
    expect(new Set(bands.map(([band]) => band)).size).toBeGreaterThan(8);
  });

  it("let as many askers as there are changes drop to the greatest value, for good", () => {
    for (const seed of ["1", "2", "3"]) {
      const bands = bandsOf(seed, 4, 50);
      const dropped = bands.filter((one) => new Set(one).size > 1);
      expect(dropped.length).toBeGreaterThan(0);
      expect(dropped.length).toBeLessThanOrEqual(4);
      expect(dropped.map((one) => one.at(-1))).toEqual(dropped.map(() => 15));
    }
  });

  it("stay within every range, also those smaller than the number of ranks", () => {
    const choices = prioritized("1", { changes: 20, among: 100 });
    for (const bound of [2, 3, 15, 16, 17, 1_000, 2 ** 40])
      for (const who of hosts) {
        const value = choices.pick("local", bound, who);
        expect(Number.isSafeInteger(value) && value >= 0 && value < bound).toBe(true);
      }
  });

  it("are the seed's: the same again, others under another seed", () => {
    expect(bandsOf("1", 3, 10)).toEqual(bandsOf("1", 3, 10));
    expect(bandsOf("1", 3, 10)).not.toEqual(bandsOf("2", 3, 10));
  });

  it("leave what is no time, or has no asker, to the seed's even streams", () => {
    const ranked = prioritized("1", { changes: 3, among: 10 });
    const even = seeded("1");
    for (let nth = 0; nth < 20; nth += 1) {
      expect(ranked.pick("generation", 1_000, 0)).toBe(even.pick("generation", 1_000));
      expect(ranked.pick("network", 1_000)).toBe(even.pick("network", 1_000));
    }
  });

  it("are made for a scenario that says so, and replayed from a tape that knows no askers", () => {
    const scenario = {
      seed: "1",
      nodes: 3,
      durationUs: 60_000_000,
      draws: { kind: "priorities", changes: 2 },
    } as const;
    const tape = emptyTape();
    const recorder = recording(choicesFor(scenario), tape);
    const values = hosts.map((who) => recorder.pick("network", 5_000, who));
    const plain = prioritized("1", { changes: 2, among: 10_000 });
    expect(values).toEqual(hosts.map((who) => plain.pick("network", 5_000, who)));
    const replay = replayed(tape);
    expect(hosts.map((who) => replay.pick("network", 5_000, who))).toEqual(values);
    expect(tape.entries.length).toBe(3 * hosts.length);
  });

  it("follow a tape that ends early as if nothing had been recorded", () => {
    const rule = { changes: 5, among: 60 };
    const tape = emptyTape();
    const recorder = recording(prioritized("1", rule), tape, 30);
    const values = hosts.map((who) => recorder.pick("network", 5_000, who));
    expect(hosts.length).toBeGreaterThan(30);
    const replay = replayed(tape, prioritized("1", rule));
    expect(hosts.map((who) => replay.pick("network", 5_000, who))).toEqual(values);
    expect(replay.divergence).toBeUndefined();
  });
});
