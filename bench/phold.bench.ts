/**
 * PHOLD: as many events pending as there are targets; each event draws a target and a delay and schedules one more.
 *
 * The kernel, handler dispatch and rolling hash included, against C++ `std::priority_queue`, in turns, per CPU-second.
 * `npx tsc -p bench/tsconfig.json && node out/bench/bench/phold.bench.js [rounds]`
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Kernel } from "../sim/kernel/index.ts";
import { type Answer, openYardstick, type Yardstick } from "./phold-yardstick.ts";

const PENDING = [64, 1024, 65_536] as const;
const WARM_UP_ROUNDS = 3;

/** Exponential delays of 1 s on average, in microseconds: 1,024 quantiles, so that both sides draw the same without a logarithm. */
const delaysUs: readonly number[] = Array.from({ length: 1024 }, (_, index) =>
  Math.round(-Math.log((index + 0.5) / 1024) * 1e6),
);

/** Plays a number of events and says what it took. */
type Player = (events: number) => Answer;

/** The same model on our kernel. */
function openKernel(pending: number): Player {
  const kernel = new Kernel();
  const counts = new Uint32Array(pending);
  const delays = Int32Array.from(delaysUs);
  let state = 0x12345678;
  const draw = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state;
  };
  const nextDelayUs = (): number => delays[draw() >>> 22] as number;
  const hop = kernel.register((target) => {
    counts[target] = (counts[target] as number) + 1;
    const next = draw() & (pending - 1);
    kernel.schedule(kernel.nowUs + nextDelayUs(), hop, next, null);
  });
  for (let target = 0; target < pending; target += 1) kernel.schedule(nextDelayUs(), hop, target, null);
  return (events) => {
    const start = process.cpuUsage();
    kernel.runUntil(Number.MAX_SAFE_INTEGER, events);
    const spent = process.cpuUsage(start);
    const hash = counts.reduce((sum, count) => (Math.imul(sum, 31) + count) >>> 0, 0);
    return { cpuSeconds: (spent.user + spent.system) / 1e6, endUs: kernel.nowUs, hash };
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Million events per CPU-second of everybody in one round, the kernel first; throws when the end states differ. */
async function playRound(ours: Player, yardsticks: readonly Yardstick[], events: number): Promise<number[]> {
  const answers = [ours(events)];
  for (const yardstick of yardsticks) answers.push(await yardstick.run(events));
  const states = new Set(answers.map(({ endUs, hash }) => `${endUs} ${hash}`));
  if (states.size > 1) throw new Error(`The sides end in different states: ${[...states].join(", ")}`);
  return answers.map(({ cpuSeconds }) => events / cpuSeconds / 1e6);
}

/** One row of the table; each ratio is taken round by round. */
async function compare(pending: number, rounds: number, yardsticks: readonly Yardstick[]): Promise<string> {
  const ours = openKernel(pending);
  const events = pending > 10_000 ? 400_000 : 1_000_000;
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) await playRound(ours, yardsticks, events);
  const played: number[][] = [];
  for (let round = 0; round < rounds; round += 1) played.push(await playRound(ours, yardsticks, events));
  const column = (side: number): number[] => played.map((rates) => rates[side] as number);
  const cells = yardsticks.map((_, index) => {
    const theirs = column(index + 1);
    const ratios = column(0).map((rate, round) => rate / (theirs[round] as number));
    const spread = `${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)}`;
    return `${median(theirs).toFixed(1)} | ${median(ratios).toFixed(2)} (${spread})`;
  });
  return `| ${[pending, median(column(0)).toFixed(1), ...cells].join(" | ")} |`;
}

/** Compiles phold.cpp for a type of time; undefined, and said, when there is no compiler. */
function compile(folder: string, time: string): string | undefined {
  const program = join(folder, time);
  const compiled = spawnSync("g++", ["-O2", `-DTIME=${time}`, "-o", program, "bench/phold.cpp"], { encoding: "utf8" });
  if (compiled.status === 0) return program;
  write(`No comparison with C++: ${compiled.error?.message ?? compiled.stderr}`);
  return undefined;
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}

const rounds = Number(process.argv[2] ?? 15);
const folder = mkdtempSync(join(tmpdir(), "phold-"));
try {
  const programs = ["int64_t", "double"]
    .map((time) => compile(folder, time))
    .filter((program) => program !== undefined);
  write(
    `PHOLD, million events per CPU-second: medians of ${rounds} rounds in turns, same end state checked each round`,
  );
  const heads = programs.map((program) => `C++ priority_queue, ${basename(program)} time | ratio (range)`);
  const titles = ["pending", "kernel", ...heads];
  write(`| ${titles.join(" | ")} |`);
  write(`|${" --- |".repeat(2 + 2 * programs.length)}`);
  for (const pending of PENDING) {
    const yardsticks = programs.map((program) => openYardstick(program, pending, delaysUs));
    write(await compare(pending, rounds, yardsticks));
    for (const yardstick of yardsticks) yardstick.close();
  }
} finally {
  rmSync(folder, { recursive: true });
}
