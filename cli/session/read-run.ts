import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadScenario } from "../../fixtures/index.ts";
import type { Scenario } from "../../model/index.ts";
import { decodeTape, type Tape, TapeError } from "../../sim/index.ts";
import { UsageError } from "../usage-error.ts";
import { readUserFile } from "./read-file.ts";

/** A run that was written to a folder. */
export interface SavedRun {
  readonly scenario: Scenario;
  readonly tape: Tape;
  /** What is known of the run that wrote it; nothing if the file is gone. */
  readonly recorded: { readonly traceHash?: string; readonly modelHash?: string; readonly reproduce?: string };
}

/**
 * Reads a run folder: scenario.json and tape.json must be there, verdict.json may.
 *
 * @throws UsageError, ScenarioError, TapeError naming the file that is wrong
 */
export function readRun(folder: string, cwd: string): SavedRun {
  if (!existsSync(resolve(cwd, folder))) {
    throw new UsageError(`there is no run folder "${folder}"; a failing run writes one and prints its name`);
  }
  const file = (name: string): string => join(folder, name);
  if (!existsSync(resolve(cwd, file("scenario.json"))))
    throw new UsageError(
      `"${folder}" is no run folder, it has no scenario.json; a failing run writes one, and run --keep any run`,
    );
  const { scenario } = loadScenario(readUserFile(file("scenario.json"), cwd, "replay"), file("scenario.json"));
  return { scenario, tape: readTape(file("tape.json"), cwd), recorded: readRecorded(file("verdict.json"), cwd) };
}

function readTape(path: string, cwd: string): Tape {
  try {
    return decodeTape(readUserFile(path, cwd, "replay"));
  } catch (error) {
    if (error instanceof TapeError) throw new UsageError(`${path}: ${error.message}`);
    throw error;
  }
}

function readRecorded(path: string, cwd: string): SavedRun["recorded"] {
  if (!existsSync(resolve(cwd, path))) return {};
  try {
    const { traceHash, modelHash, reproduce } = JSON.parse(readUserFile(path, cwd, "replay")) as Record<
      string,
      unknown
    >;
    return { ...text("traceHash", traceHash), ...text("modelHash", modelHash), ...text("reproduce", reproduce) };
  } catch {
    throw new UsageError(`${path}: no JSON; remove the file, and the replay is only compared with the tape`);
  }
}

function text<Name extends string>(name: Name, value: unknown): Partial<Record<Name, string>> {
  return typeof value === "string" ? ({ [name]: value } as Record<Name, string>) : {};
}
