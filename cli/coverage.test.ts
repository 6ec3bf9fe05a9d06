import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Coverage, modelFor, transitionNames } from "../model/index.ts";
import { drawScenario } from "../sim/index.ts";
import { captured } from "./captured-io.ts";
import { judgedRun } from "./session/judged-run.ts";
import { planOf } from "./session/plan.ts";

const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-"));
const scenario = drawScenario("coverage", { lock: "fcntl", nodes: 3, set: {}, dropped: [] });
const plan = planOf(scenario, modelFor(scenario));

it("a run whose transitions are counted is the same run, and takes transitions that there are", () => {
  const coverage = new Coverage();
  const counted = judgedRun(plan, { reproduce: "", coverage });
  expect(counted.verdict).toEqual(judgedRun(plan, { reproduce: "" }).verdict);
  const counts = coverage.take();
  const known = [...transitionNames(plan.model)].flatMap(([chart, names]) => names.map((name) => `${chart}/${name}`));
  expect(known).toEqual(expect.arrayContaining(Object.keys(counts)));
  expect(counts["lock-race/take --RESUME [statusHeld]--> done"]).toBeGreaterThan(0);
  judgedRun(plan, { reproduce: "", coverage });
  expect(coverage.take()).toEqual(counts);
});

it("diagram --coverage draws a campaign's counts, and refuses what is no record of one", async () => {
  const coverage = { "lock-race/take --RESUME [statusHeld]--> done": 7, "lock-race/gone --X--> </script>": 1 };
  writeFileSync(join(cwd, "campaign.json"), JSON.stringify({ campaign: 1, coverage }));
  const { out } = await captured(["diagram", "lock-race", "--coverage", "campaign.json"], { cwd });
  expect(out).toContain("RESUME [statusHeld] / leaderIsSelf, endElection, reportElected #183; 7#215;");
  expect(out).toMatch(/s3 --> s4 : #10007; never/);
  expect(out).not.toContain("script");
  const list = await captured(["diagram", "--coverage", "campaign.json"], { cwd });
  expect(list.out).toMatch(/lock-race +1 of \d+ transitions taken/);
  expect(list.out).toMatch(/main-loop +never entered/);
  const bad = ["null", "[]", "{", '{"coverage": {"a": -1}}', '{"coverage": {"a": "<b>"}}', '{"coverage": 7}'];
  for (const text of bad) {
    writeFileSync(join(cwd, "bad.json"), text);
    const refused = await captured(["diagram", "--coverage", "bad.json"], { cwd });
    expect(refused).toMatchObject({ code: 64, err: expect.stringContaining("--coverage") });
  }
  expect((await captured(["diagram", "--coverage", "campaign.json", "--format", "json"], { cwd })).code).toBe(64);
});
