import { type ExitCode, headerText } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { integer } from "../options/integer.ts";
import { type RunFlags, requestOf } from "../options/run-flags.ts";
import { checkOut } from "../session/check-out.ts";
import { tellConfigured } from "../session/configured-text.ts";
import { settled } from "../session/inputs.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";

/** Most runs of one campaign. */
const RUNS_MAX = 10_000_000;

/** The options of `run`, as typed. */
export interface OneRunFlags extends RunFlags {
  /** A run that holds is written to a folder too. */
  readonly keep?: boolean;
}

/** `cluster-sim run`: one seed, or a campaign of many. The seed is printed before the simulator is even loaded. */
export async function run(io: Io, flags: OneRunFlags): Promise<ExitCode> {
  const runs = flags.runs === undefined ? undefined : integer(flags.runs, "--runs", 1, RUNS_MAX);
  const [request, scenario] = await settled(requestOf(flags, io), flags.seed !== undefined, io.cwd);
  const { json = false, out, checkDeterminism = false, shrink = true, keep = false } = flags;
  if (keep && runs !== undefined) throw new UsageError("--keep: one run is kept, not --runs; give the seed of one");
  checkOut(out, io.cwd);
  if (!json) io.out(`${headerText(request.seed, version())}\n`);
  tellConfigured(io, request.configured, json);
  const { carryOut } = await import("../session/carry-out.ts");
  return carryOut(io, request, scenario, { json, out, checkDeterminism, runs, shrinks: shrink, keeps: keep });
}
