import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { captured } from "../captured-io.ts";
import type { CampaignFile } from "./campaign-file.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-"));
const RUNS = 24;

/** The sources, built aside: from sources every worker would take seconds to start, and dist/ may be an old one. */
function built(): string {
  const place = mkdtempSync(join(tmpdir(), "cluster-sim-built-"));
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const plain = ["--declaration", "--declarationMap", "--sourceMap"].flatMap((option) => [option, "false"]);
  const args = ["-p", "tsconfig.build.json", "--noCheck", ...plain, "--outDir", place];
  execFileSync(process.execPath, [compiler, ...args], { cwd: root, stdio: "inherit" });
  for (const folder of ["fixtures", "reports"]) {
    const filter = (path: string): boolean => !path.endsWith(".ts");
    cpSync(join(root, folder), join(place, folder), { recursive: true, filter });
  }
  cpSync(join(root, "package.json"), join(place, "package.json"));
  symlinkSync(join(root, "node_modules"), join(place, "node_modules"));
  return place;
}

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

const place = built();
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Begins a campaign. */
function begin(line: string): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [join(place, "cli/main.js"), "campaign", ...line.split(" ")], { cwd });
  let [out, err] = ["", ""];
  child.stdout.on("data", (text) => {
    out += text;
  });
  child.stderr.on("data", (text) => {
    err += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal, out, err }));
  });
  return { child, ended };
}

const run = (line: string): Promise<Ended> => begin(line).ended;

function recordIn(folder: string): Omit<CampaignFile, "timing"> {
  const { timing: _, ...record } = JSON.parse(readFileSync(join(cwd, folder, "campaign.json"), "utf8")) as CampaignFile;
  return record;
}

/** Waits until a journal has so many finished chunks. */
async function chunksIn(journal: string, count: number): Promise<void> {
  for (;;) {
    try {
      if (readFileSync(join(cwd, journal), "utf8").split("\n").length > count + 1) return;
    } catch {
      // not begun yet
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The processes that a process has started. */
function childrenOf(pid: number | undefined): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
}

const campaign = `--runs ${RUNS} --seed w --nodes 3 --databases 0 --no-canary --keep 0`;

describe.runIf(process.platform === "linux")("whatever is killed, a campaign comes to the same record", () => {
  let undisturbed: ReturnType<typeof recordIn>;

  beforeAll(async () => {
    const { code, err } = await run(`${campaign} --jobs 1 --out calm`);
    expect([code, err]).toEqual([0, ""]);
    undisturbed = recordIn("calm/campaign-w");
    expect(undisturbed).toMatchObject({ runs: RUNS, determinism: { checked: 1, mismatches: 0 } });
  });

  it("a worker, with kill -9", async () => {
    const { child, ended } = begin(`${campaign} --jobs 2 --workers processes --out worker`);
    await chunksIn("worker/campaign-w/journal.ndjson", 2);
    const [victim] = childrenOf(child.pid);
    process.kill(victim as number, "SIGKILL");
    const { code, err } = await ended;
    expect(err).toMatch(/^cluster-sim: a worker died \(SIGKILL\) at seed w\/\d+; another begins there\n/);
    expect(code).toBe(0);
    expect(recordIn("worker/campaign-w")).toEqual(undisturbed);
  });

  it("the command itself, with kill -9, and then goes on", async () => {
    const { child, ended } = begin(`${campaign} --jobs 2 --out self`);
    await chunksIn("self/campaign-w/journal.ndjson", 3);
    child.kill("SIGKILL");
    expect((await ended).signal).toBe("SIGKILL");
    const { code } = await run("--resume self/campaign-w --keep 0 --jobs 2");
    expect(code).toBe(0);
    expect(recordIn("self/campaign-w")).toEqual(undisturbed);
  });

  it("Ctrl-C ends it with a summary, exit 130, and it can go on", async () => {
    const { child, ended } = begin(`${campaign} --jobs 1 --out stopped`);
    await chunksIn("stopped/campaign-w/journal.ndjson", 2);
    child.kill("SIGINT");
    const { code, out } = await ended;
    expect(code).toBe(130);
    expect(out).toContain("go on: npx cluster-sim campaign --resume stopped/campaign-w");
    expect(recordIn("stopped/campaign-w").runs).toBeLessThan(RUNS);
    await run("--resume stopped/campaign-w --keep 0 --jobs 1");
    expect(recordIn("stopped/campaign-w")).toEqual(undisturbed);
  });
});

it("made in parts and joined elsewhere, a campaign that fails comes to the same record", async () => {
  const failing =
    "--runs 6 --seed w --nodes 3 --databases 0 --no-canary --keep 1 --no-shrink --jobs 1 --defect zoo-m06";
  expect((await run(`${failing} --out whole`)).code).toBe(1);
  for (const part of [1, 2]) await run(`${failing} --out parts --shard ${part}/2`);
  const files = [1, 2].map((part) => `parts/campaign-w/campaign-${part}-of-2.json`);
  const { out } = await captured(["merge", ...files, "--out", "joined"], { cwd });
  const joined = recordIn("joined/campaign-w");
  expect(joined).toEqual(recordIn("whole/campaign-w"));
  const { folder = "", property } = joined.failures[0] ?? {};
  expect(folder.slice(0, folder.indexOf("-w+"))).toBe(property);
  expect(out).toContain(`written to parts/campaign-w/${folder}`);
});

describe("a run that would never end", () => {
  const defect = (name: string, guard: string): string => {
    const chart = `{ id: "${name}", chart: "main-loop", guards: { lockMissing: ${guard} } }`;
    writeFileSync(join(cwd, `${name}.mjs`), `const kept = [];\nexport default ${chart};\n`);
    return `${name}.mjs`;
  };

  it("counts as a failure of its own kind", async () => {
    const file = defect("loops", "() => { for (;;); }");
    const { code, out } = await run(
      `--runs 2 --seed w --jobs 2 --no-canary --limit 500ms --json --out l --defect ${file}`,
    );
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({
      runs: 2,
      failed: 2,
      failures: [{ property: "time-limit", exitCode: 3, seeds: ["w/1", "w/2"], count: 2 }],
    });
  });

  it.each(["threads", "processes"])(
    "is neither a pass nor a failure if it eats up the memory of %s",
    async (workers) => {
      const file = defect("eats", "() => { for (;;) kept.push(new Array(1000).fill(kept.length)); }");
      const { code, out } = await run(
        `--runs 1 --seed w --no-canary --memory 64 --json --workers ${workers} --out ${workers} --defect ${file}`,
      );
      expect(code).toBe(2);
      expect(JSON.parse(out)).toMatchObject({
        runs: 0,
        failed: 0,
        outOfMemory: { count: 1, first: [{ seed: "w/1" }] },
      });
    },
  );

  it("is set aside when its worker dies of it twice", async () => {
    const file = defect("dies", "() => process.kill(process.pid, 'SIGKILL')");
    const { code, out, err } = await run(
      `--runs 1 --seed w --no-canary --json --workers processes --out d --defect ${file}`,
    );
    expect(err.match(/died \(SIGKILL\)/g)).toHaveLength(2);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ runs: 0, crashed: { count: 1, first: [{ seed: "w/1", why: "SIGKILL" }] } });
  });
});
