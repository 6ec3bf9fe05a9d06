import type { ExitCode } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { readDefects } from "./inputs.ts";
import { type Inputs, planner } from "./plan.ts";
import { reproduceLine } from "./reproduce.ts";
import type { RunRequest } from "./request.ts";
import { runMany } from "./run-many.ts";
import { type Manner, runOne } from "./run-one.ts";

/** Runs what was asked for: one seed, or as many as `runs` says. */
export async function carryOut(
  io: Io,
  request: RunRequest,
  scenario: Inputs["scenario"],
  how: Omit<Manner, "reproduce" | "defects" | "overrides"> & { readonly runs: number | undefined },
): Promise<ExitCode> {
  const overrides = await readDefects(request.defects, io.cwd);
  const planOf = planner(request, { scenario, defects: overrides });
  const { seed } = request;
  const { runs } = how;
  const manner = {
    ...how,
    defects: request.defects,
    overrides,
    reproduce: reproduceLine("run", request, seed, runs === undefined ? [] : ["--runs", String(runs)]),
  };
  if (runs === undefined) return runOne(io, planOf(seed), manner);
  return runMany(io, planOf, { ...manner, seed, runs, reproduceOf: (one) => reproduceLine("run", request, one) });
}
