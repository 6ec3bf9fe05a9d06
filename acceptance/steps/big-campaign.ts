import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CampaignRecord } from "../../reports/index.ts";
import { type Outcome, outcome, type Size, speed } from "../line.ts";
import { builtCommand, run } from "./shell.ts";

const folder = (): string => mkdtempSync(join(tmpdir(), "cluster-sim-campaign-"));

/** How often memory is looked at, milliseconds. */
const SAMPLE_MS = 500;

/** Memory counts as flat if its second half is at most so much above its second quarter. */
const GROWTH_MAX = 1.1;

/** Many seeds with two workers: every checked run the same twice, memory flat. */
export async function bigCampaign(size: Size): Promise<Outcome> {
  const runs = size === "full" ? 20_000 : 120;
  const args = ["campaign", "--runs", String(runs), "--seed", "big", "--jobs", "2", "--json", "--fresh"];
  const cwd = folder();
  const [program = "", ...first] = builtCommand;
  const child = spawn(program, [...first, ...args], { cwd, stdio: ["ignore", "ignore", "inherit"] });
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(residentMb(child.pid)), SAMPLE_MS);
  const code = await new Promise<number | null>((resolve) => void child.on("close", resolve));
  clearInterval(timer);
  const record = recordIn(join(cwd, "out/campaign-big"));
  const { checked, mismatches } = record.determinism;
  const part = (from: number, to: number): number =>
    median(samples.slice(Math.floor(samples.length * from), Math.ceil(samples.length * to)));
  const [early, late] = [part(0.25, 0.5), part(0.5, 1)];
  const isFlat = size === "small" || late <= early * GROWTH_MAX;
  return outcome(
    code === 0 && record.runs === runs && mismatches === 0 && isFlat,
    `\`cluster-sim ${args.join(" ")}\`: exit ${code}, ${record.runs} runs, ${record.failed} failed; ${checked} run twice, ${mismatches} mismatches; resident memory ${early} MB in the second quarter, ${late} MB in the second half, at most ${Math.max(...samples)} MB (${samples.length} samples)`,
  );
}

/** Runs a CPU-second with two workers against one, in turns. */
export function workersScale(atLeast: number): (size: Size) => Outcome {
  return (size) => {
    const [runs, rounds] = size === "full" ? [600, 3] : [40, 1];
    const kinds = ["threads", "processes"];
    const ratios = kinds.map((workers) => {
      const pairs = Array.from({ length: rounds }, (_, round) => {
        // Whoever comes first meets a colder machine: take turns.
        const order = round % 2 === 0 ? [1, 2] : [2, 1];
        const rates = new Map(order.map((jobs) => [jobs, rateOf(runs, jobs, workers, `scale-${round}`)]));
        return { one: rates.get(1) ?? 0, two: rates.get(2) ?? 0 };
      });
      const [one, two] = [median(pairs.map((pair) => pair.one)), median(pairs.map((pair) => pair.two))];
      return { workers, one, two, ratio: median(pairs.map((pair) => pair.two / pair.one)) };
    });
    const words = ratios.map(
      ({ workers, one, two, ratio }) =>
        `${workers}: ${one.toFixed(1)} runs a CPU-s with one, ${two.toFixed(1)} with two, ratio ${ratio.toFixed(3)}`,
    );
    const isEnough = ratios.every(({ ratio }) => ratio >= atLeast);
    return speed(size, isEnough, `${words.join("; ")} (median of ${rounds} rounds of ${runs} runs, in turns)`);
  };
}

/** Runs a CPU-second; all processes of the campaign count, start included. */
function rateOf(runs: number, jobs: number, workers: string, seed: string): number {
  const options = `--runs ${runs} --jobs ${jobs} --workers ${workers} --seed ${seed} --no-canary --keep 0 --json`;
  const { code, out, err } = run(
    ["bash", "-c", `"$@" ${options} >/dev/null; times`, "-", ...builtCommand, "campaign"],
    folder(),
  );
  const last = out.trimEnd().split("\n").at(-1) ?? "";
  const seconds = [...last.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0);
  if (code !== 0 || seconds === 0) throw new Error(`the campaign with ${options} told no time: ${err}`);
  return runs / seconds;
}

/** Kills a worker, then another campaign itself, with SIGKILL; both must come to the record of an undisturbed one. */
export async function survivesKills(size: Size): Promise<Outcome> {
  const runs = size === "full" ? 1000 : 40;
  const options = ["--runs", String(runs), "--seed", "kill", "--no-canary", "--keep", "0"];
  const cwd = folder();
  const begin = (...more: string[]) => {
    const [program = "", ...first] = builtCommand;
    const child = spawn(program, [...first, "campaign", ...more], { cwd, stdio: "ignore" });
    return { child, ended: new Promise<number | null>((resolve) => void child.on("close", resolve)) };
  };
  await begin(...options, "--out", "calm").ended;
  const worker = begin(...options, "--jobs", "2", "--workers", "processes", "--out", "worker");
  await chunksIn(join(cwd, "worker/campaign-kill/journal.ndjson"), 3);
  for (const pid of childrenOf(worker.child.pid)) process.kill(pid, "SIGKILL");
  const code = await worker.ended;
  const self = begin(...options, "--jobs", "2", "--out", "self");
  await chunksIn(join(cwd, "self/campaign-kill/journal.ndjson"), 3);
  self.child.kill("SIGKILL");
  await self.ended;
  const resumed = await begin("--resume", "self/campaign-kill", "--keep", "0").ended;
  const [calm, afterWorker, afterSelf] = ["calm", "worker", "self"].map((name) => {
    const { timing: _, ...record } = recordIn(join(cwd, name, "campaign-kill")) as CampaignRecord & { timing: unknown };
    return JSON.stringify(record);
  });
  const same = (text: string | undefined): string => (text === calm ? "the same record" : "ANOTHER record");
  return outcome(
    calm === afterWorker && calm === afterSelf,
    `${runs} runs: all workers killed with -9: exit ${code}, ${same(afterWorker)}; itself killed with -9 and resumed: exit ${resumed}, ${same(afterSelf)}`,
  );
}

async function chunksIn(journal: string, count: number): Promise<void> {
  for (;;) {
    try {
      if (readFileSync(journal, "utf8").split("\n").length > count + 1) return;
    } catch {
      // not begun yet
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function childrenOf(pid: number | undefined): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
}

function recordIn(place: string): CampaignRecord {
  return JSON.parse(readFileSync(join(place, "campaign.json"), "utf8")) as CampaignRecord;
}

function residentMb(pid: number | undefined): number {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
