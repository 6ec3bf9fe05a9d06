import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Scenario } from "../../model/index.ts";
import { type ExitCode, printable, shrunkText } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { durationUs } from "../options/duration.ts";
import { failureOf, writeShrunk } from "../session/keep-failure.ts";
import type { Plan } from "../session/plan.ts";
import { type RepeatedRun, repeatedRun } from "../session/repeat-run.ts";
import { type Failure, type ShrunkRun, sizeOf } from "../session/shrunk-run.ts";
import { UsageError } from "../usage-error.ts";

/** The options of `shrink`, as typed. */
export interface ShrinkFlags {
  readonly time: string;
  readonly property?: string;
  readonly json?: boolean;
}

/** `cluster-sim shrink`: the shortest story of a saved run; exit code as of the run it shortens. */
export async function shrinkSaved(io: Io, folder: string, flags: ShrinkFlags): Promise<ExitCode> {
  const endMs = Date.now() + durationUs(flags.time, "--time") / 1_000;
  const found = await repeatedRun(folder, io.cwd, []);
  const failure = failing(found, folder, flags.property);
  const start = (await shortBefore(io, folder, failure)) ?? { plan: found.plan, failure };
  const budget = {
    eventsMax: Number.POSITIVE_INFINITY,
    enough: () => Date.now() > endMs,
    better: ({ faults, nodes, jobs }: Scenario, attempts: number) => {
      const done = jobs === undefined ? "" : `, ${jobs.length} jobs`;
      progress(io, `${faults.length} faults, ${nodes} nodes${done}, run ${attempts}`);
    },
  };
  const original = { reproduce: found.run.verdict.reproduce, size: sizeOf(found.plan.scenario) };
  const shrunk = writeShrunk(io, folder, start.plan, start.failure, found, original, budget);
  progress(io, "");
  tell(io, folder, shrunk, flags.json === true);
  return shrunk.run.verdict.exitCode;
}

function tell(io: Io, folder: string, { plan, run, note }: ShrunkRun, json: boolean): void {
  if (json) {
    io.out(`${JSON.stringify({ ...note, folder: `${folder}/shrunk` })}\n`);
    return;
  }
  const { scenario, ledger } = plan;
  const story = { scenario, ledger, events: run.events, verdict: run.verdict };
  io.out(`${shrunkText(story, note, io.look).join("\n")}\n\n`);
  io.out(`written to ${printable(folder)}/shrunk\nreproduce: ${printable(run.verdict.reproduce)}\n`);
}

/** The short story that is there already, if it is one of the same property: a shorter one is looked for from there. */
async function shortBefore(io: Io, folder: string, { property }: Failure): Promise<Start | undefined> {
  if (!existsSync(resolve(io.cwd, folder, "shrunk", "scenario.json"))) return undefined;
  try {
    const { plan, run, divergence } = await repeatedRun(`${folder}/shrunk`, io.cwd, []);
    const failure = divergence === undefined ? failureOf(run, property) : undefined;
    return failure === undefined ? undefined : { plan, failure };
  } catch {
    // A short story that cannot be read is made anew.
    return undefined;
  }
}

/** Where shrinking begins. */
interface Start {
  readonly plan: Plan;
  readonly failure: Failure;
}

/** What the run violates, or the reason why there is nothing to shorten. */
function failing({ run, divergence }: RepeatedRun, folder: string, property: string | undefined): Failure {
  if (divergence !== undefined) throw new UsageError(`shrink: ${folder} cannot be repeated: ${divergence}`);
  const failure = failureOf(run, property);
  if (failure !== undefined) return failure;
  const violated = run.verdict.properties.filter(({ verdict }) => verdict === "violated").map(({ name }) => name);
  if (violated.length === 0) throw new UsageError(`shrink: the run in ${folder} violates nothing`);
  throw new UsageError(`--property ${property}: the run violates ${violated.join(", ")}; give one of these`);
}

function progress(io: Io, words: string): void {
  if (io.progressColumns > 0) io.err(`\r${words.slice(0, io.progressColumns - 1)}\u001b[K`);
}
