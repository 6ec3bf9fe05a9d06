import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { defectCatalogue } from "../../fixtures/index.ts";
import {
  type CtdbVersion,
  ctdbVersions,
  modelFor,
  type Override,
  OverrideError,
  parseOverride,
  suggest,
} from "../../model/index.ts";
import { UsageError } from "../usage-error.ts";
import { importModule } from "./import-module.ts";

/**
 * Reads the overrides of each defect: an override file, or the name of one that comes with the package.
 *
 * @throws UsageError if there is none of that name or it cannot be loaded
 * @throws OverrideError if what it exports is no override
 */
export async function loadDefects(given: readonly string[], cwd: string): Promise<Override[]> {
  const defects = await Promise.all(given.map((one) => loadDefect(one, cwd)));
  return defects.flat();
}

async function loadDefect(given: string, cwd: string): Promise<Override[]> {
  const path = placeOf(given, cwd);
  const content = await importModule(path, given, cwd);
  const overrides = parseOverride(content["default"], `--defect ${given}`);
  checkNames(overrides, given);
  return overrides;
}

/** An override of an unknown name is found out here, where the file can be named: it must fit one of CTDB's versions. */
function checkNames(overrides: readonly Override[], given: string): void {
  const complaint = misfit(overrides, "head");
  const others = (Object.keys(ctdbVersions) as CtdbVersion[]).filter((version) => version !== "head");
  if (complaint === undefined || others.some((version) => misfit(overrides, version) === undefined)) return;
  throw new UsageError(`--defect ${given}: ${complaint}`);
}

/** What is wrong with overrides under a version; undefined: nothing. */
function misfit(overrides: readonly Override[], ctdb: CtdbVersion): string | undefined {
  try {
    modelFor({ lock: "fcntl", dropped: [], ctdb }, overrides);
    return undefined;
  } catch (error) {
    if (error instanceof OverrideError) return error.message;
    throw error;
  }
}

function placeOf(given: string, cwd: string): string {
  const catalogue = defectCatalogue();
  const known = catalogue.find(({ name }) => name === given);
  if (known !== undefined) return known.path;
  const path = resolve(cwd, given);
  if (existsSync(path)) return path;
  const names = catalogue.map(({ name }) => name);
  throw new UsageError(`--defect: there is no file "${given}" and no defect of that name${suggest(given, names)}`);
}
