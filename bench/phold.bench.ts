/**
 * PHOLD: as many events pending as there are targets; each event draws a target and a delay and schedules one more.
 *
 * The kernel, handler dispatch and rolling hash included, against C++ `std::priority_queue`, in turns, per CPU-second.
 * `npx tsc -p bench/tsconfig.json && node out/bench/bench/phold.bench.js [rounds]`
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kernel } from "../sim/kernel/index.ts";
import { type Answer, openYardstick, type Yardstick } from "./phold-yardstick.ts";

const PENDING = [64, 1024, 65_536] as const;
const WARM_UP_ROUNDS = 3;

/** Exponential delays of 1 s on average, in microseconds: 1,024 quantiles, so that both sides draw the same without a logarithm. */
const delaysUs: readonly number[] = Array.from({ length: 1024 }, (_, index) =>
  Math.round(-Math.log((index + 0.5) / 1024) * 1e6),
);

/** The same model on our kernel; answers like the yardstick. */
function openKernel(pending: number): (events: number) => Answer {
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

/** One row of the table: rounds of both in turns, the ratio taken round by round. */
async function compare(pending: number, rounds: number, yardstick: Yardstick | undefined): Promise<string> {
  const ours = openKernel(pending);
  const events = pending > 10_000 ? 400_000 : 1_000_000;
  const rates: number[] = [];
  const theirRates: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    const answer = ours(events);
    const theirs = await yardstick?.run(events);
    if (theirs !== undefined && (theirs.endUs !== answer.endUs || theirs.hash !== answer.hash)) {
      throw new Error(`The two sides differ at ${pending} pending: ${JSON.stringify({ answer, theirs })}`);
    }
    if (round < 0) continue;
    rates.push(events / answer.cpuSeconds / 1e6);
    if (theirs !== undefined) theirRates.push(events / theirs.cpuSeconds / 1e6);
  }
  const row = `| ${pending} | ${median(rates).toFixed(1)} |`;
  if (theirRates.length === 0) return `${row} - | - | - |`;
  const ratios = rates.map((rate, round) => rate / (theirRates[round] as number));
  const spread = `${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)}`;
  return `${row} ${median(theirRates).toFixed(1)} | ${median(ratios).toFixed(2)} | ${spread} |`;
}

const rounds = Number(process.argv[2] ?? 15);
const folder = mkdtempSync(join(tmpdir(), "phold-"));
try {
  const program = join(folder, "phold");
  const compiled = spawnSync("g++", ["-O2", "-o", program, "bench/phold.cpp"], { encoding: "utf8" });
  const canCompare = compiled.status === 0;
  const write = (line: string): boolean => process.stdout.write(`${line}\n`);
  write(
    `PHOLD, million events per CPU-second, medians of ${rounds} rounds in turns, same end state checked each round`,
  );
  if (!canCompare) write(`No comparison: g++ is missing or failed (${compiled.error?.message ?? compiled.stderr})`);
  write("| pending | kernel | C++ std::priority_queue -O2 | ratio | its range |");
  write("| --- | --- | --- | --- | --- |");
  for (const pending of PENDING) {
    const yardstick = canCompare ? openYardstick(program, pending, delaysUs) : undefined;
    write(await compare(pending, rounds, yardstick));
    yardstick?.close();
  }
} finally {
  rmSync(folder, { recursive: true });
}
