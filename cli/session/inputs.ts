import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type Override, suggest } from "../../model/index.ts";
import { checkDropped } from "../options/dropped.ts";
import { UsageError } from "../usage-error.ts";
import { readConfigured } from "./configured.ts";
import type { Inputs } from "./plan.ts";
import { readUserFile } from "./read-file.ts";
import type { RunRequest } from "./request.ts";

/**
 * Reads the scenario or the configuration a request names. Its seed is the seed of the run unless another was given.
 *
 * @param seedGiven the user gave a seed
 */
export async function settled(
  request: RunRequest,
  seedGiven: boolean,
  cwd: string,
): Promise<[RunRequest, Inputs["scenario"]]> {
  const { configFolder, drop } = request;
  checkDropped(drop, "--drop-assumption");
  if (configFolder !== undefined) {
    return [{ ...request, configured: await readConfigured(configFolder, request.lock, cwd) }, undefined];
  }
  if (request.scenarioFile === undefined) return [request, undefined];
  const scenario = await readScenario(request.scenarioFile, cwd);
  checkDropped(scenario.dropped, `${request.scenarioFile}: dropped`);
  return [seedGiven ? request : { ...request, seed: scenario.seed }, scenario];
}

/**
 * A scenario by its file, or by the name of one that comes with the package.
 *
 * @param option what it was given to, for the error
 * @throws UsageError, ScenarioError naming the file and the way out
 */
export async function readScenario(
  given: string,
  cwd: string,
  option = "--scenario",
): Promise<NonNullable<Inputs["scenario"]>> {
  const { faultCatalogue, findingCatalogue, loadScenario, readEntry, scenarioCatalogue } = await import(
    "../../fixtures/index.ts"
  );
  const entries = [...scenarioCatalogue(), ...faultCatalogue(), ...findingCatalogue()];
  const known = entries.find(({ name }) => name === given);
  if (known === undefined)
    refuseUnknown(
      given,
      option,
      cwd,
      entries.map(({ name }) => name),
    );
  const text = known === undefined ? readUserFile(given, cwd, option) : readEntry(known);
  return loadScenario(text, given).scenario;
}

function refuseUnknown(given: string, option: string, cwd: string, names: readonly string[]): void {
  if (given === "" || existsSync(resolve(cwd, given))) return;
  throw new UsageError(`${option}: there is no file "${given}" and no scenario of that name${suggest(given, names)}`);
}

/** The overrides of all defects, in the order given. */
export async function readDefects(given: readonly string[], cwd: string): Promise<readonly Override[]> {
  if (given.length === 0) return [];
  const { loadDefects } = await import("../defect/load-defects.ts");
  return loadDefects(given, cwd);
}
