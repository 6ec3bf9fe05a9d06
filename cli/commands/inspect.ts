import { statSync } from "node:fs";
import { resolve } from "node:path";
import { modelFor } from "../../model/index.ts";
import { EXIT, type ExitCode, inspect, inspectData, inspectText, topicNames } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { integer } from "../options/integer.ts";
import { momentUs } from "../options/moment.ts";
import { knownName } from "../options/names.ts";
import { readDefects, readScenario } from "../session/inputs.ts";
import { type RecordedOutcome, recordedRun } from "../session/judged-run.ts";
import { type Plan, planOf } from "../session/plan.ts";
import { playedTo } from "../session/played-to.ts";
import { readRun } from "../session/read-run.ts";
import { repeatedRun } from "../session/repeat-run.ts";

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
  const { play, durationUs } = await player(io, given, flags.defect);
  const { plan, run, divergence } = await playedTo(play, durationUs, atUs, "--at");
  const { nodes, deleted = [] } = plan.scenario;
  const node = flags.node === undefined ? undefined : integer(flags.node, "--node", 0, nodes - 1);
  if (divergence !== undefined) io.err(`cluster-sim: diverged: ${divergence}\n`);
  const all = inspect(name, { hosts: run.view().hosts, events: run.events, deleted });
  const answers = all.filter(({ pnn }) => node === undefined || pnn === node);
  if (flags.json === true) io.out(`${JSON.stringify(inspectData(name, atUs, answers))}\n`);
  else io.out(inspectText(name, atUs, answers));
  return divergence === undefined ? EXIT.holds : EXIT.diverged;
}

/** A run that can be played, and how long it lasts by its scenario. */
interface Player {
  readonly durationUs: number;
  play(untilUs: number | undefined): Promise<PartOfRun>;
}

/** Plays a run folder from its tape, and a scenario by its file or name from its seed. */
async function player({ cwd }: Io, given: string, defects: readonly string[]): Promise<Player> {
  if (statSync(resolve(cwd, given), { throwIfNoEntry: false })?.isDirectory() === true)
    return {
      durationUs: readRun(given, cwd).scenario.durationUs,
      play: (untilUs) => repeatedRun(given, cwd, defects, untilUs),
    };
  const scenario = await readScenario(given, cwd, "inspect");
  const plan = planOf(scenario, modelFor(scenario, await readDefects(defects, cwd)));
  return {
    durationUs: scenario.durationUs,
    play: async (untilUs) => ({
      plan,
      run: recordedRun(plan, { reproduce: "", ...(untilUs === undefined ? {} : { untilUs }) }),
      divergence: undefined,
    }),
  };
}
