import { type ExitCode, printable, shrunkText } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { durationUs } from "../options/duration.ts";
import { failureOf, writeShrunk } from "../session/keep-failure.ts";
import { type RepeatedRun, repeatedRun } from "../session/repeat-run.ts";
import type { Failure } from "../session/shrunk-run.ts";
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
  const repeated = await repeatedRun(folder, io.cwd, []);
  const failure = failing(repeated, folder, flags.property);
  const { plan, run } = repeated;
  const shrunk = writeShrunk(io, folder, plan, failure, repeated, run.verdict.reproduce, {
    eventsMax: Number.POSITIVE_INFINITY,
    enough: () => Date.now() > endMs,
    better: ({ faults, nodes }, attempts) => progress(io, `${faults.length} faults, ${nodes} nodes, run ${attempts}`),
  });
  progress(io, "");
  const { note, run: short } = shrunk;
  if (flags.json === true) io.out(`${JSON.stringify({ ...note, folder: `${folder}/shrunk` })}\n`);
  else {
    const { scenario, ledger } = shrunk.plan;
    const story = { scenario, ledger, events: short.events, verdict: short.verdict };
    io.out(`${shrunkText(story, note, io.look).join("\n")}\n\n`);
    io.out(`written to ${printable(folder)}/shrunk\nreproduce: ${printable(short.verdict.reproduce)}\n`);
  }
  return short.verdict.exitCode;
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
