import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { captured } from "./captured-io.ts";

const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-"));
const folder = "out/one-lock-holder-1";
const run = (...args: string[]) => captured(args, { cwd });
const read = (name: string): string => readFileSync(join(cwd, folder, name), "utf8");

/** The user's own override file, somewhere else than the run. */
const own = join(cwd, "my.defect.mjs");

beforeAll(async () => {
  writeFileSync(
    own,
    'export default { id: "mine", chart: "recovery-daemon", constants: { recoveryBanPeriodUs: 1000000 } };\n',
  );
  await run("run", "--scenario", "lock-file-replaced", "--defect", "./my.defect.mjs");
});

describe("a failing run", () => {
  it("has its shortest story beside it, a run folder like any other", async () => {
    const files = readdirSync(join(cwd, folder));
    expect(readdirSync(join(cwd, folder, "shrunk"))).toEqual(
      expect.arrayContaining(files.filter((name) => name !== "shrunk")),
    );
    const short = JSON.parse(read("shrunk/scenario.json"));
    expect(short.nodes).toBeLessThan(JSON.parse(read("scenario.json")).nodes);
    const { code, out } = await run("replay", `${folder}/shrunk`, "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual(JSON.parse(read("shrunk/verdict.json")));
  });

  it("can be repeated short by the command it names", async () => {
    const { reproduce } = JSON.parse(read("shrunk/verdict.json"));
    expect(reproduce).toBe(`npx cluster-sim run --scenario ${folder}/shrunk/scenario.json --defect ./my.defect.mjs`);
    const { code } = await run("run", "--scenario", `${folder}/shrunk/scenario.json`, "--defect", own, "--no-shrink");
    expect(code).toBe(1);
  });

  it("takes the user's override file along", () => {
    expect(read("defects/my.defect.mjs")).toBe(readFileSync(own, "utf8"));
    expect(existsSync(join(cwd, folder, "shrunk", "defects", "my.defect.mjs"))).toBe(true);
  });
});

it("of several runs that fail alike the first is shrunk, told by its sizes, and how to shrink another is said", async () => {
  const short = `${folder}/shrunk/scenario.json`;
  const { out } = await run("run", "--scenario", short, "--defect", own, "--runs", "2", "--seed", "t", "--out", "two");
  const told = out.replaceAll(/\s+/g, " ");
  expect(told).toMatch(/shrunk from 1 fault, 1 node, .*: two\/one-lock-holder-t\+1\/shrunk/);
  expect(told).toContain("not shrunk, as the first of its kind is: npx cluster-sim shrink two/one-lock-holder-t+2");
});

describe("shrink", () => {
  it("writes the short run, says what it won, and ends as that run does", async () => {
    const { code, out } = await run("shrink", folder, "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      property: "one-lock-holder",
      before: { events: 2, nodes: 3 },
      after: { events: 1, nodes: 1 },
      isMinimal: true,
      folder: `${folder}/shrunk`,
    });
  });

  it.each([
    ["shrink nowhere", 'there is no run folder "nowhere"'],
    [`shrink ${folder} --time 5`, '--time: "5" has no unit'],
    [`shrink ${folder} --property leader-after-heal`, "the run violates one-lock-holder"],
  ])("%s is refused in one sentence", async (line, sentence) => {
    const { code, err } = await run(...line.split(" "));
    expect(code).toBe(64);
    expect(err).toContain(sentence);
    expect(err.trimEnd()).not.toContain("\n");
  });
});

describe("report", () => {
  it("writes the same reports again", async () => {
    const before = read("shrunk/report.txt");
    writeFileSync(join(cwd, folder, "shrunk", "report.txt"), "lost");
    const { code, out } = await run("report", `${folder}/shrunk`);
    expect(code).toBe(0);
    expect(out).toContain(`${folder}/shrunk/report.html\n`);
    expect(read("shrunk/report.txt")).toBe(before);
  });

  it("leaves the reports alone when the run goes another way", async () => {
    const tape = read("shrunk/tape.json");
    const before = read("shrunk/report.txt");
    writeFileSync(join(cwd, folder, "shrunk", "tape.json"), '{"tape":1,"labels":["network"],"entries":[0,7,3]}');
    const { code, err } = await run("report", `${folder}/shrunk`);
    writeFileSync(join(cwd, folder, "shrunk", "tape.json"), tape);
    expect(code).toBe(4);
    expect(err).toContain("diverged");
    expect(read("shrunk/report.txt")).toBe(before);
  });

  it("refuses notes that it did not write", async () => {
    writeFileSync(join(cwd, folder, "shrunk", "likelihood.json"), "[1,2");
    expect(await run("report", `${folder}/shrunk`)).toMatchObject({ code: 64 });
    expect((await run("report", `${folder}/shrunk`)).err).toContain("likelihood.json: not what was written there");
  });
});
