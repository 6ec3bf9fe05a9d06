import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { captured } from "../captured-io.ts";
import { assertHolds, PropertyError, type ScenarioInput } from "./index.ts";

const split: ScenarioInput = {
  nodes: 2,
  lock: "none",
  durationUs: 120_000_000,
  faults: [
    {
      kind: "partition",
      atUs: 40_000_000,
      shape: "halves",
      cut: [
        [0, 1],
        [1, 0],
      ],
      forUs: 80_000_000,
    },
  ],
  dropped: ["no-partition"],
};

const caught = (promise: Promise<void>): Promise<unknown> => promise.catch((error: unknown) => error);

describe("assertHolds", () => {
  it("passes what holds", async () => {
    await assertHolds({ durationUs: 60_000_000 });
    await assertHolds("calm", { property: ["one-lock-holder", "leads-only-with-lock"] });
    await assertHolds(split, { property: "every-ban-has-a-cause" });
  });

  it("tells the story in short, and ends in the command that shows it again", async () => {
    const error = await caught(assertHolds(split, { property: "one-leader-without-lock" }));
    if (!(error instanceof PropertyError)) expect.fail(String(error));
    const lines = error.message.split("\n");
    expect(lines[0]).toMatch(/^one-leader-without-lock is violated at \d\d:\d\d\.\d{3}$/);
    expect(lines[1]).toMatch(/^ {2}\w/);
    expect(lines.at(-2)).toBe("seed 1, 2 nodes, lock none, partition");
    expect(error.verdict.exitCode).toBe(1);
    const json = /^reproduce: printf %s '(.*)' > scenario\.json && npx (cluster-sim .*)$/.exec(lines.at(-1) ?? "");
    const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-assert-"));
    writeFileSync(join(cwd, "scenario.json"), json?.[1] ?? "");
    const again = await captured([...(json?.[2]?.split(" ").slice(1) ?? []), "--json", "--no-shrink"], { cwd });
    expect(JSON.parse(again.out)).toMatchObject({ traceHash: error.verdict.traceHash });
  });

  it("names the file of a scenario that has one, and the defects", async () => {
    const error = await caught(assertHolds("split-without-lock", { defects: ["zoo-e02"] }));
    expect(String(error)).toMatch(
      /\nreproduce: npx cluster-sim run --scenario split-without-lock --defect zoo-e02 --seed 1$/,
    );
  });

  it("reads defects beside the file whose URL is given", async () => {
    const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-assert-"));
    const guards = "guards: { lockIsHeld: () => true, noSuchGuard: () => true }";
    writeFileSync(join(cwd, "mine.mjs"), `export default { id: "mine", chart: "election", ${guards} };`);
    const { href } = pathToFileURL(join(cwd, "my.test.ts"));
    await expect(assertHolds({}, { defects: ["./mine.mjs"], cwd: href })).rejects.toThrow(/mine\.mjs: guards\./);
  });

  it("fails what is asked for and says nothing, and what is unknown", async () => {
    await expect(assertHolds({}, { property: "one-leader-without-lock" })).rejects.toThrow(
      "one-leader-without-lock says nothing about this scenario",
    );
  });

  it.each([
    [{ nodes: 0 }, {}, "scenario: nodes: expected a number of at least 1, got 0"],
    [{ faults: [{ kind: "crash-hots" }] }, {}, /^scenario: faults\[0\]\.kind: .*"crash-hots"/],
    [{}, { property: "one-lock-holer" }, 'property: there is no "one-lock-holer"; did you mean "one-lock-holder"?'],
    [{}, { property: [] }, "property: the list is empty"],
    [{}, { defects: ["zoo-e99"] }, /zoo-e99/],
  ])("refuses %j with %j in one sentence", async (scenario, options, sentence) => {
    await expect(assertHolds(scenario as ScenarioInput, options)).rejects.toThrow(sentence);
  });
});
