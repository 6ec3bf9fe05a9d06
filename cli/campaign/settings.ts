import { availableParallelism } from "node:os";
import { durationUs } from "../options/duration.ts";
import { integer } from "../options/integer.ts";
import { knownName } from "../options/names.ts";
import type { RunFlags } from "../options/run-flags.ts";
import { UsageError } from "../usage-error.ts";
import type { Range } from "./chunks.ts";
import type { Shard } from "./shard-campaign.ts";

/** The options of `campaign`, as typed. */
export interface CampaignFlags extends RunFlags {
  readonly seeds?: string;
  readonly time?: string;
  readonly jobs?: string;
  readonly workers: string;
  readonly limit: string;
  readonly memory: string;
  readonly keep: string;
  readonly shard?: string;
  readonly resume?: string;
  readonly fresh?: boolean;
  readonly canary: boolean;
  readonly shrink?: boolean;
  readonly junit?: string;
  readonly github?: boolean;
}

/** How a campaign is made, checked; what is run is the request's business. */
export interface CampaignSettings {
  /** Absent: the journal says. */
  readonly range?: Range;
  /** No chunk is begun after so long, milliseconds. */
  readonly timeMs?: number;
  readonly jobs: number;
  readonly workers: "threads" | "processes";
  readonly limitMs: number;
  readonly memoryMb: number;
  /** Of each kind of failure so many runs are written to folders. */
  readonly keep: number;
  readonly shard: Shard | null;
  readonly resume?: string;
  readonly fresh: boolean;
  readonly canary: boolean;
  /** The first run of each kind of failure is shortened. */
  readonly shrink: boolean;
}

/** Most runs of one campaign, and so the greatest number of a run. */
const RUNS_MAX = 10_000_000;
const JOBS_MAX = 1024;
const SHARDS_MAX = 10_000;
const KEEP_MAX = 1000;
/** Too small a heap ends a worker before its first run; megabytes. */
const MEMORY: readonly [min: number, max: number] = [32, 1_000_000];
/** The shortest time that means anything, microseconds. */
const SHORTEST_US = 1000;

/** Checks the options that say how a campaign is made. @throws UsageError naming the first that is wrong */
export function settingsOf(flags: CampaignFlags): CampaignSettings {
  const { time, jobs, resume } = flags;
  const range = rangeOf(flags);
  const shard = flags.shard === undefined ? null : shardOf(flags.shard);
  if (shard !== null && resume === undefined && range?.last === null)
    throw new UsageError("--shard: every machine needs the same list of seeds; give --seeds or --runs as well");
  return {
    ...(range === undefined ? {} : { range }),
    ...(time === undefined ? {} : { timeMs: lengthMs(time, "--time") }),
    jobs: jobs === undefined ? availableParallelism() : integer(jobs, "--jobs", 1, JOBS_MAX),
    workers: knownName(flags.workers, "--workers", ["threads", "processes"]),
    limitMs: lengthMs(flags.limit, "--limit"),
    memoryMb: integer(flags.memory, "--memory", ...MEMORY),
    keep: integer(flags.keep, "--keep", 0, KEEP_MAX),
    shard,
    ...(resume === undefined ? {} : { resume }),
    fresh: flags.fresh ?? false,
    canary: flags.canary,
    shrink: flags.shrink ?? true,
  };
}

/** What a campaign that is resumed must not be told again: its journal says it. */
const saidByJournal = [
  "seed",
  "seeds",
  "runs",
  "scenario",
  "config",
  "nodes",
  "lock",
  "splitLock",
  "fencing",
  "ctdb",
  "recovery",
  "databases",
  "addresses",
  "faults",
  "duration",
  "asShipped",
  "strategy",
  "fresh",
] as const satisfies readonly (keyof CampaignFlags)[];

function rangeOf(flags: CampaignFlags): Range | undefined {
  const { seeds, runs, time } = flags;
  if (flags.resume !== undefined) {
    const more = [...saidByJournal.filter((name) => flags[name] !== undefined), ...listsGiven(flags)];
    if (more[0] === undefined) return undefined;
    const option = more[0].replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new UsageError(`--${option}: the journal says what is run; leave it out, or leave out --resume`);
  }
  if (seeds !== undefined && runs !== undefined)
    throw new UsageError("--runs: --seeds says how many already; leave out one of the two");
  if (seeds !== undefined) return seedsOf(seeds);
  if (runs !== undefined) return { first: 1, last: integer(runs, "--runs", 1, RUNS_MAX) };
  if (time !== undefined) return { first: 1, last: null };
  throw new UsageError("campaign: say how much; give --seeds 1..1000, --runs 1000 or --time 60s");
}

function listsGiven({ set, dropAssumption, defect }: CampaignFlags): string[] {
  const given = { set, "drop-assumption": dropAssumption, defect };
  return Object.entries(given).flatMap(([name, values]) => (values.length > 0 ? [name] : []));
}

function seedsOf(text: string): Range {
  const [, from, to] = /^(\d{1,15})\.\.(\d{1,15})$/.exec(text.trim()) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (from !== undefined && to !== undefined && first >= 1 && first <= last && last <= RUNS_MAX) return { first, last };
  throw new UsageError(
    `--seeds: expected the numbers of the first and the last run, such as 1..1000, at most ${RUNS_MAX}, got "${text}"`,
  );
}

function shardOf(text: string): Shard {
  const [, part, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text.trim()) ?? [];
  const shard: Shard = { part: Number(part), of: Number(of) };
  if (part !== undefined && of !== undefined && shard.part >= 1 && shard.part <= shard.of && shard.of <= SHARDS_MAX)
    return shard;
  throw new UsageError(`--shard: expected a part of a whole, such as 2/3, got "${text}"`);
}

function lengthMs(text: string, option: string): number {
  const us = durationUs(text, option);
  if (us < SHORTEST_US) throw new UsageError(`${option}: expected at least 1ms, got "${text}"`);
  return us / 1000;
}
