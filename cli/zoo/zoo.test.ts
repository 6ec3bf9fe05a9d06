import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadZoo, zooAreas } from "../../fixtures/index.ts";
import { modelFor } from "../../model/index.ts";
import type { MutationScore, ZooScore } from "../../reports/index.ts";
import { captured } from "../captured-io.ts";
import { hunt } from "./hunt.ts";
import { mutantsOf } from "./mutation/mutants.ts";
import { entryOf, zooDefect } from "./zoo-defect.ts";

const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-zoo-"));
const zoo = (...args: string[]) => captured(["zoo", ...args], { cwd });

test("the list names every entry, with its property and its limit, or why it is not measured", async () => {
  const { defects } = JSON.parse((await zoo("list", "--json")).out) as {
    defects: { id: string; property: string | null; measured: boolean; limitEvents: number; injects: string[] }[];
  };
  expect(defects.map(({ id }) => id)).toEqual(loadZoo().map(({ id }) => id));
  for (const { measured, property, limitEvents, injects } of defects) {
    if (measured) expect(property).not.toBeNull();
    expect(limitEvents).toBe(2 * injects.length);
  }
  expect((await zoo("list")).out).toContain("zoo-e25");
});

test("the help of scores names every area", async () => {
  const words = (await zoo("score", "--help")).out.replaceAll(/\s+/g, " ");
  expect(words).toContain(`separated by commas: ${zooAreas.join(", ")}`);
});

test("a score has the fixed fields, whether a defect is found or not", async () => {
  const { code, out } = await zoo("score", "zoo-m06", "zoo-e08", "--seeds", "3", "--jobs", "1", "--json");
  const score = JSON.parse(out) as ZooScore;
  expect(code).toBe(0);
  expect(score.defects.map(({ id }) => id)).toEqual(["zoo-e08", "zoo-m06"]);
  const [lost, found] = score.defects;
  expect(lost).toMatchObject({
    found: false,
    seeds: 3,
    shrunkEvents: null,
    limitEvents: 4,
    propertyRight: false,
    seedsToRight: null,
  });
  expect(found).toMatchObject({ found: true, property: "acts-only-with-lock", propertyRight: true, limitEvents: 2 });
  expect(found?.shrunkEvents).toBeGreaterThan(0);
  expect(found?.cpuMs).toBeGreaterThan(0);
});

test("a find by another property is a find, but not a right one", async () => {
  const defect = await zooDefect(entryOf("zoo-m06"), cwd);
  const extent = { seed: "zoo", runsMax: 3 };
  const { found } = hunt(defect, extent);
  expect(found?.property).toBe("acts-only-with-lock");
  const other = hunt({ ...defect, expected: ["attempt-ends-in-time"] }, extent);
  expect(other).toMatchObject({ found: { run: found?.run }, runs: 3 });
  expect(other.right).toBeUndefined();
});

test("an entry says what it broke in the field, and where its find is narrower", async () => {
  const { out } = await zoo("list");
  expect(out.replaceAll(/\s+/g, " ")).toContain("needs another holder in between");
  expect(out).toContain("wrong ban");
});

test("finding a defect is a success, and its shortest story is kept", async () => {
  const found = await zoo("run", "ZOO-E18", "--seeds", "20");
  expect(found.code).toBe(0);
  expect(found.out).toContain("every-ban-has-a-cause");
  const [, folder = ""] = /^written to (\S+)/m.exec(found.out) ?? [];
  expect(existsSync(join(cwd, folder, "scenario.json"))).toBe(true);
  expect((await zoo("run", "zoo-e08", "--seeds", "1")).code).toBe(1);
});

test.each([
  [["run", "zoo-e1"], "zoo-e01"],
  [["run", "zoo-e25"], "not measured"],
  [["score", "--area", "databases"], "--area"],
  [["score", "--seeds", "0"], "--seeds"],
  [["score", "zoo-m06", "--area", "own"], "--area"],
  [["mutate", "--lock", "paper"], "--lock"],
  [["mutate", "--grace", "paper"], "--grace"],
  [["mutate", "--only", "no such name"], "--only"],
  [["list", "more"], "list"],
])("one sentence for %j", async (args, sentence) => {
  const { code, err } = await zoo(...args);
  expect(code).toBe(64);
  expect(err.trim().split("\n")).toHaveLength(1);
  expect(err).toContain(sentence);
});

describe("mutants", () => {
  const ids = mutantsOf(modelFor({ lock: "fcntl", dropped: [] })).map(({ id }) => id);

  test("are every name in each wrong way, once", () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining([
        "lock-race guard negated statusHeld",
        "lock-race action dropped endElection",
        "main-loop step dropped rest",
        "* constant infinite leaderTimeoutUs",
      ]),
    );
  });

  test("die of a property, survive when nothing minds, and are told apart by whether runs differ", async () => {
    const { code, out } = await zoo(
      ...["mutate", "--only", "lock-race action dropped", "--seeds", "2", "--seed", "mutant", "--jobs", "1", "--json"],
    );
    const score = JSON.parse(out) as MutationScore;
    const fateOf = (name: string) => score.fates.find(({ id }) => id === `lock-race action dropped ${name}`);
    expect(code).toBe(0);
    expect(fateOf("spawnLockHelper")).toMatchObject({ fate: "killed", by: expect.any(String), how: "violated" });
    expect(fateOf("reportElected")).toMatchObject({ fate: "survived" });
    expect(score.killed + score.explained + score.unexplained + score.refused).toBe(score.mutants);
    expect(score.kills.violated + score.kills.inconclusive + score.kills.crashed).toBe(score.killed);
  });

  test("of the charts of NFS are tried with designs of grace", async () => {
    const designs = ["--grace", "keep-barrier,none"];
    const only = ["--only", "nfs-server guard never enters", "--seeds", "3", "--jobs", "1"];
    const { out } = await zoo("mutate", ...only, ...designs, "--json");
    const { graces, fates } = JSON.parse(out) as MutationScore;
    expect(graces).toEqual(["keep-barrier", "none"]);
    expect(fates).toMatchObject([{ grace: "keep-barrier", fate: "killed", how: "violated" }]);
  });
});
