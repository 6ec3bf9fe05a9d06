import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { modelFor, type Scenario } from "../../model/index.ts";
import { properties } from "../../properties/index.ts";
import type { PropertyVerdict, RunVerdict } from "../../reports/index.ts";
import { knownName } from "../options/names.ts";
import { readDefects, settled } from "../session/inputs.ts";
import { judgedRun } from "../session/judged-run.ts";
import { planOf } from "../session/plan.ts";
import { UsageError } from "../usage-error.ts";
import { brokenText, inlineCommand, namedCommand } from "./broken-text.ts";
import { PropertyError } from "./property-error.ts";
import { fullScenario, type ScenarioInput } from "./scenario-input.ts";

/** What must hold, and of which model. */
export interface AssertOptions {
  /** The property that must hold, or several; absent: all that apply. */
  readonly property?: string | readonly string[];
  /** Override files or names of defects. */
  readonly defects?: readonly string[];
  /** The folder where relative paths begin, or the URL of a file in it (`import.meta.url`); absent: that of the process. */
  readonly cwd?: string;
}

/**
 * Runs a scenario and throws if a property does not hold: if it is violated, if it could not be judged, or if one that was
 * asked for says nothing about this scenario.
 *
 * @param scenario a scenario object, the path of a scenario file, or the name of a scenario of the package
 * @throws PropertyError that tells the story in short and ends in the command that shows it again
 * @throws ScenarioError, UsageError or OverrideError for input that cannot be used
 *
 * @example
 * test("a crash of the leader is survived", () =>
 *   assertHolds({
 *     nodes: 3,
 *     durationUs: 240_000_000,
 *     faults: [{ kind: "crash-host", atUs: 60_000_000, host: -1, on: { event: "leadership-claimed", delayUs: 0 }, forUs: 0 }],
 *     heal: { atUs: 120_000_000, core: [0, 1, 2] },
 *   }));
 */
export async function assertHolds(scenario: ScenarioInput | string, options: AssertOptions = {}): Promise<void> {
  const { property, defects = [] } = options;
  const cwd = folderOf(options.cwd ?? process.cwd());
  const asked = property === undefined ? undefined : askedFor(property);
  const full = typeof scenario === "string" ? await namedScenario(scenario, cwd) : fullScenario(scenario);
  const plan = planOf(full, modelFor(full, await readDefects(defects, cwd)));
  const command =
    typeof scenario === "string" ? namedCommand(scenario, full, defects) : inlineCommand(scenario, defects);
  const { verdict } = judgedRun(plan, { reproduce: command });
  const broken = brokenOnes(verdict, asked);
  if (broken.length > 0) throw new PropertyError(brokenText(full, broken, command), verdict);
}

function folderOf(place: string): string {
  return place.startsWith("file:") ? dirname(fileURLToPath(place)) : place;
}

function askedFor(property: string | readonly string[]): ReadonlySet<string> {
  const names = properties.map(({ name }) => name);
  const given = typeof property === "string" ? [property] : property;
  if (given.length === 0) throw new UsageError("property: the list is empty; name one, or leave the option out");
  return new Set(given.map((name) => knownName(name, "property", names)));
}

async function namedScenario(scenarioFile: string, cwd: string): Promise<Scenario> {
  const request = { seed: "1", scenarioFile, set: {}, drop: [], asShipped: false, defects: [] };
  const [, scenario] = await settled(request, false, cwd);
  if (scenario === undefined) throw new UsageError("scenario: give a scenario, its file, or its name");
  return scenario;
}

/** Of all properties those that do not hold; of those that were asked for also the ones that say nothing. */
function brokenOnes(verdict: RunVerdict, asked: ReadonlySet<string> | undefined): readonly PropertyVerdict[] {
  return verdict.properties.filter(({ name, verdict: judged }) =>
    asked === undefined ? judged === "violated" || judged === "unknown" : asked.has(name) && judged !== "holds",
  );
}
