import { statSync } from "node:fs";
import { resolve } from "node:path";
import { modelFor } from "../../model/index.ts";
import { clockText, EXIT, type ExitCode, inspect, inspectData, inspectText, topicNames } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { integer } from "../options/integer.ts";
import { momentUs } from "../options/moment.ts";
import { knownName } from "../options/names.ts";
import { readDefects, readScenario } from "../session/inputs.ts";
import { type RecordedOutcome, recordedRun } from "../session/judged-run.ts";
import { type Plan, planOf } from "../session/plan.ts";
import { repeatedRun } from "../session/repeat-run.ts";
import { UsageError } from "../usage-error.ts";

/** The options of `inspect`, as typed. */
export interface InspectFlags {
  readonly at: string;
  readonly node?: string;
  readonly defect: readonly string[];
  readonly json?: boolean;
}

/** A run up to a moment, or to its end. */
interface PartOfRun {
  readonly plan: Plan;
  readonly run: RecordedOutcome;
  readonly divergence: string | undefined;
}

/** `cluster-sim inspect`: what the cluster's own tool would print on each node at a moment of a run. */
export async function inspectRun(
  io: Io,
  given: string,
  topic: string | undefined,
  flags: InspectFlags,
): Promise<ExitCode> {
  const name = knownName(topic ?? "status", "inspect", topicNames);
  const atUs = momentUs(flags.at, "--at");
  const part = await playedTo(io, given, flags.defect, atUs);
  const { plan, run, divergence } = part;
  const { nodes, deleted = [] } = plan.scenario;
  const node = flags.node === undefined ? undefined : integer(flags.node, "--node", 0, nodes - 1);
  if (divergence !== undefined) io.err(`cluster-sim: diverged: ${divergence}\n`);
  const all = inspect(name, { hosts: run.view().hosts, events: run.events, deleted });
  const answers = all.filter(({ pnn }) => node === undefined || pnn === node);
  if (flags.json === true) io.out(`${JSON.stringify(inspectData(name, atUs, answers))}\n`);
  else io.out(inspectText(name, atUs, answers));
  return divergence === undefined ? EXIT.holds : EXIT.diverged;
}

/** The run as it stands at the moment. @throws UsageError if it is over by then */
async function playedTo(io: Io, given: string, defects: readonly string[], atUs: number): Promise<PartOfRun> {
  const play = await player(io, given, defects);
  const part = await play(atUs);
  if (atUs <= part.plan.scenario.durationUs) return part;
  // Only a run of which a ban is to be served out lasts longer than its scenario says.
  const { endUs } = (await play(undefined)).run;
  if (atUs <= endUs) return part;
  throw new UsageError(`--at ${clockText(atUs)}: the run ends at ${clockText(endUs)}; give an earlier moment`);
}

/** Plays a run folder from its tape, and a scenario by its file or name from its seed. */
async function player(
  { cwd }: Io,
  given: string,
  defects: readonly string[],
): Promise<(untilUs: number | undefined) => Promise<PartOfRun>> {
  if (statSync(resolve(cwd, given), { throwIfNoEntry: false })?.isDirectory() === true)
    return (untilUs) => repeatedRun(given, cwd, defects, untilUs);
  const scenario = await readScenario(given, cwd, "inspect");
  const plan = planOf(scenario, modelFor(scenario, await readDefects(defects, cwd)));
  return async (untilUs) => ({
    plan,
    run: recordedRun(plan, { reproduce: "", ...(untilUs === undefined ? {} : { untilUs }) }),
    divergence: undefined,
  });
}
