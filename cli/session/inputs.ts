import type { Override } from "../../model/index.ts";
import type { Inputs } from "./plan.ts";
import { readUserFile } from "./read-file.ts";
import type { RunRequest } from "./request.ts";

/** Reads what a request names: its scenario, its defects. What is not named is not even loaded. */
export async function readInputs(request: RunRequest, cwd: string): Promise<Inputs> {
  const { scenarioFile, defects } = request;
  return {
    scenario: scenarioFile === undefined ? undefined : await readScenario(scenarioFile, cwd),
    defects: await readDefects(defects, cwd),
  };
}

/** A scenario by its file, or by the name of one that comes with the package. */
async function readScenario(given: string, cwd: string): Promise<NonNullable<Inputs["scenario"]>> {
  const { loadScenario, readEntry, scenarioCatalogue } = await import("../../fixtures/index.ts");
  const known = scenarioCatalogue().find(({ name }) => name === given);
  const text = known === undefined ? readUserFile(given, cwd, "--scenario") : readEntry(known);
  return loadScenario(text, given).scenario;
}

/** The overrides of all defects, in the order given. */
export async function readDefects(given: readonly string[], cwd: string): Promise<readonly Override[]> {
  if (given.length === 0) return [];
  const { loadDefects } = await import("../defect/load-defects.ts");
  return loadDefects(given, cwd);
}
