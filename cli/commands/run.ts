import type { ExitCode } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { integer } from "../options/integer.ts";
import { type RunFlags, requestOf } from "../options/run-flags.ts";
import { readInputs } from "../session/inputs.ts";
import { planner } from "../session/plan.ts";
import { reproduceLine } from "../session/reproduce.ts";
import { runMany } from "../session/run-many.ts";
import { announce, runOne } from "../session/run-one.ts";

/** Most runs of one campaign. */
const RUNS_MAX = 10_000_000;

/** `cluster-sim run`: one seed, or a campaign of many. */
export async function run(io: Io, flags: RunFlags): Promise<ExitCode> {
  const request = requestOf(flags, io);
  const runs = flags.runs === undefined ? undefined : integer(flags.runs, "--runs", 1, RUNS_MAX);
  const { json = false, out, checkDeterminism = false } = flags;
  announce(io, request.seed, json);
  const planOf = planner(request, await readInputs(request, io.cwd));
  const reproduce = reproduceLine(request, request.seed, runs);
  const manner = { json, out, checkDeterminism, reproduce };
  if (runs === undefined) return runOne(io, planOf(request.seed), manner);
  const reproduceOf = (seed: string): string => reproduceLine(request, seed);
  return runMany(io, planOf, { ...manner, seed: request.seed, runs, reproduceOf });
}
