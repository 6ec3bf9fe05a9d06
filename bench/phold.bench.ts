/**
 * PHOLD: as many events pending as there are targets; each event draws a target and an exponential delay and schedules one more.
 *
 * The kernel, handler dispatch, checks and rolling hash included, against C++ `std::priority_queue`, in turns, per CPU-second. Twice: with a
 * logarithm for each delay, as PHOLD is usually written, and with a table instead, where nothing is measured but the queues.
 * `npx tsc -p bench/tsconfig.json && node out/bench/bench/phold.bench.js [rounds [logarithm|table [pending,...]]]`
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Kernel } from "../sim/kernel/index.ts";
import { cpuSeconds, median, row, spread } from "./measure.ts";
import { type Answer, openYardstick, type Yardstick } from "./phold-yardstick.ts";

const PENDING = [64, 1024, 65_536] as const;
const WARM_UP_ROUNDS = 10;
/** Where delays come from, and how phold.cpp is compiled for it. */
const VARIANTS = { logarithm: [], table: ["-DTABLE"] } as const;

/** Delays of 1 s on average, in microseconds: 1,024 quantiles. */
const tableUs: readonly number[] = Array.from({ length: 1024 }, (_, index) =>
  Math.round(-Math.log((index + 0.5) / 1024) * 1e6),
);

/** Plays a number of events and says what it took. */
type Player = (events: number) => Answer;

/** The generator of both sides: the next 32-bit word. */
function xorshift(word: number): number {
  let x = word;
  x ^= x << 13;
  x ^= x >>> 17;
  return x ^ (x << 5);
}

/** The same model on our kernel; an empty table stands for a logarithm for each delay. */
function openKernel(pending: number, delaysUs: readonly number[]): Player {
  const kernel = new Kernel();
  const counts = new Uint32Array(pending);
  const delays = Int32Array.from(delaysUs);
  let state = 0x12345678;
  const delayUs = (word: number): number =>
    delays.length > 0 ? (delays[word >>> 22] as number) : Math.floor(Math.log(((word >>> 0) + 1) / 4294967297) * -1e6);
  const hop = kernel.register((target) => {
    counts[target] = (counts[target] as number) + 1;
    const first = xorshift(state);
    state = xorshift(first);
    kernel.schedule(kernel.nowUs + delayUs(state), hop, first & (pending - 1), null);
  });
  for (let target = 0; target < pending; target += 1) {
    state = xorshift(state);
    kernel.schedule(delayUs(state), hop, target, null);
  }
  return (events) => {
    const start = cpuSeconds();
    kernel.runUntil(Number.MAX_SAFE_INTEGER, events);
    const spent = cpuSeconds() - start;
    const hash = counts.reduce((sum, count) => (Math.imul(sum, 31) + count) >>> 0, 0);
    return { cpuSeconds: spent, endUs: kernel.nowUs, hash };
  };
}

/** Million events per CPU-second of both in one round, the kernel first; throws when the end states differ. */
async function playRound(ours: Player, theirs: Yardstick, events: number): Promise<readonly [number, number]> {
  const [one, other] = [ours(events), await theirs.run(events)];
  if (one.endUs !== other.endUs || one.hash !== other.hash) {
    throw new Error(`The sides end in different states: ${one.endUs} ${one.hash}, ${other.endUs} ${other.hash}`);
  }
  return [events / one.cpuSeconds / 1e6, events / other.cpuSeconds / 1e6];
}

/** One line of the table; each ratio is taken round by round. */
async function compare(name: string, program: string, pending: number, delaysUs: readonly number[]): Promise<void> {
  const ours = openKernel(pending, delaysUs);
  const theirs = openYardstick(program, pending, delaysUs);
  const events = pending > 10_000 ? 400_000 : 1_000_000;
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) await playRound(ours, theirs, events);
  const played: (readonly [number, number])[] = [];
  for (let round = 0; round < rounds; round += 1) played.push(await playRound(ours, theirs, events));
  theirs.close();
  const rate = (side: 0 | 1): string => median(played.map((rates) => rates[side])).toFixed(1);
  row(name, pending, rate(0), rate(1), spread(played.map(([one, other]) => one / other)));
}

/** Every case in a process of its own: what the engine has learnt from one would slow the next. */
function all(folder: string): void {
  row("PHOLD, delays from", "pending", "kernel, M events/CPU-s", "C++", `kernel : C++, median of ${rounds} (range)`);
  row("---", "---", "---", "---", "---");
  for (const [name, flags] of Object.entries(VARIANTS)) {
    if (name !== (chosen ?? name)) continue;
    const program = compile(join(folder, name), flags);
    if (program === undefined) return;
    for (const pending of sizes?.split(",") ?? PENDING) {
      const args = [fileURLToPath(import.meta.url), String(rounds), name, String(pending), program];
      spawnSync(process.execPath, args, { stdio: "inherit" });
    }
  }
}

/** Compiles phold.cpp; undefined, and said, when there is no compiler. */
function compile(program: string, flags: readonly string[]): string | undefined {
  const compiled = spawnSync("g++", ["-O2", ...flags, "-o", program, "bench/phold.cpp"], { encoding: "utf8" });
  if (compiled.status === 0) return program;
  process.stdout.write(`No comparison with C++: ${compiled.error?.message ?? compiled.stderr}\n`);
  return undefined;
}

const [count = "15", chosen, sizes, program] = process.argv.slice(2);
const rounds = Number(count);
if (chosen !== undefined && program !== undefined) {
  await compare(chosen, program, Number(sizes), chosen === "table" ? tableUs : []);
} else {
  const folder = mkdtempSync(join(tmpdir(), "phold-"));
  try {
    all(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
